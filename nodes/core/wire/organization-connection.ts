import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { ActingAs, PartnerProfile } from './api';
import { sendUntilAnswered } from './attempts';
import { Connection } from './connection';
import { isAboutTheLogin, readFailure } from './failures';
import type { Failure } from './failures';
import { trimmed } from './gateway';
import { Cancelled } from './http';
import type { Session } from './kept-session';
import { rememberedDevice } from './password-sign-in';
import { forgetRefusal } from './refusals';
import type { BillAnswer, BillRequest } from './request';
import { SignInError } from './session';
import { joinSignIn } from './sign-ins';
import type { SignedIn } from './sign-ins';

/**
 * A partner's connection together with that of a user of one of its organizations: each request uses the one that its
 * path belongs to. The user's session is kept in this process, for all executions; n8n stores the partner's session.
 * Limits, locks and remembered writes are those of the organization.
 */
export class OrganizationConnection extends Connection {
	constructor(
		private readonly partner: Connection,
		override readonly acting: ActingAs,
	) {
		super(partner.context, partner.api, partner.unattended, partner.execution);
	}

	/**
	 * Includes the organization, for which the partner's credential has no field. It tells which organization a request is
	 * for.
	 */
	override get typed(): ICredentialDataDecryptedObject {
		return { ...this.partner.typed, organizationId: this.acting.organizationId };
	}

	override get secrets(): string[] {
		return [...super.secrets, ...this.partner.secrets];
	}

	override route(request: BillRequest): { connection: Connection; request: BillRequest } {
		const { own, named } = this.profile;
		if (!own.test(request.path)) return { connection: this, request };
		const { organizationId } = this.acting;
		const headers = { ...request.headers, organizationId };
		const isNamed = named.test(request.path) && organizationId !== '';
		return { connection: this.partner, request: isNamed ? { ...request, headers } : request };
	}

	/** Why nothing more is sent: for the organization, or for the partner as a whole. */
	override halted(): Failure | undefined {
		return super.halted() ?? this.partner.halted();
	}

	/** A developer key that BILL does not know is noticed only here, because the partner signs in without it. */
	override noteFailure(failure: Failure): void {
		const isOfKey = failure.code !== undefined && isAboutTheLogin(failure.code);
		const summary = `BILL does not accept the Developer Key: ${failure.summary}`;
		super.noteFailure(isOfKey ? { ...failure, kind: 'signIn', summary } : failure);
	}

	/** n8n does not store the sessions of organizations; executions of this process share them when they sign in. */
	protected override async readStored(): Promise<string> {
		return '';
	}

	protected override whyNot(): undefined {
		return undefined;
	}

	protected override get identity(): string {
		return JSON.stringify([super.identity, this.acting.userId]);
	}

	protected override get credentialKey(): string {
		return JSON.stringify([super.credentialKey, this.acting.organizationId, this.acting.userId]);
	}

	protected override async signInAndSend(
		request: BillRequest,
		leaving?: () => void,
	): Promise<BillAnswer> {
		const { session: known, finish } = await joinSignIn(
			this.signInKey,
			this.session.ended,
			Infinity,
		);
		const { id } = known ?? (await this.signIn(finish));
		const sending = this.sendWith(request, this.dataWith(id), leaving);
		let isRefused = false;
		await sending.catch((error) => {
			isRefused = readFailure(error).kind === 'session';
		});
		// A session from an earlier execution may have ended in the meantime.
		if (isRefused) this.session.refuse(id);
		else this.session.take(id);
		return await sending;
	}

	private async signIn(finish?: SignedIn): Promise<Session> {
		const signing = this.signInAsUser();
		await signing.catch((error: Error) => finish?.(undefined, error));
		const session = await signing;
		forgetRefusal(this.identity);
		finish?.(session);
		return session;
	}

	/** https://developer.bill.com/reference/loginasuser */
	private async signInAsUser(): Promise<Session> {
		if (!trimmed(this.typed.devKey)) {
			throw new SignInError(
				`Developer Key is empty in the ${this.api.credentialLabel} credential. BILL requires it for all work in an organization.`,
			);
		}
		const came = await sendUntilAnswered(this.partner, {
			method: 'POST',
			path: this.profile.signIn,
			body: { ...this.acting, ...rememberedDevice(this.typed) },
			readsOnly: true,
		});
		if ('failure' in came) throw this.refusal(came.failure);
		const { sessionId, trusted } = (came.answer.body ?? {}) as Record<string, unknown>;
		if (typeof sessionId !== 'string' || !sessionId) {
			throw new SignInError('BILL accepted the sign-in as a user but returned no session.');
		}
		return { id: sessionId, ...(typeof trusted === 'boolean' && { trusted }) };
	}

	private refusal(failure: Failure): Error {
		const { kind, code, isRefusal = false } = failure;
		const summary = failure.summary.replace(/\.$/, '');
		if (kind === 'cancelled') return new Cancelled();
		if (kind === 'signIn') return new SignInError(summary, isRefusal);
		const { organizationId, userId } = this.acting;
		const said = code ? ` (${code})` : '';
		const isLasting = isRefusal && kind === 'refused';
		return new SignInError(
			`BILL does not let the partner sign in as user ${userId} of organization ${organizationId}: ${summary}. ${isLasting ? 'Check Organization and User in the node: the partner must have created the organization, and the user must be active in it.' : 'Try again in a few minutes.'}${said}`,
			isLasting,
		);
	}

	private get profile(): PartnerProfile {
		return this.api.partner as PartnerProfile;
	}
}
