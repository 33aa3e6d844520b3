import type { IDataObject, INode } from 'n8n-workflow';

import type { ApiProfile } from './api';
import { Connection } from './connection';
import { nodeError } from './errors';
import type { BillError } from './errors';
import type { Sent } from './execution';
import { outcomeOf, readFailure } from './failures';
import type { Failure, FailureKind } from './failures';
import { nextStep } from './next-step';
import { askPage, walkPages } from './pages';
import type { ListPage, ListRequest } from './pages';
import { isRepeatable, isWrite } from './request';
import type { BillAnswer, BillRequest, NodeContext } from './request';

/**
 * The one place that sends requests to BILL. It knows session, limits and what may be sent again; what comes next
 * after a failure is decided in next-step.ts.
 *
 * `BillClient.open` gives the client of one run of a node, `forItem` that of one of its items.
 */
export class BillClient {
	private readonly sent: Sent;

	private constructor(
		private readonly connection: Connection,
		/** The item that requests are made for; it stands in error texts. */
		readonly item?: number,
	) {
		this.sent = connection.execution.sentFor(item);
	}

	/**
	 * A client with the node's credential.
	 *
	 * @param unattended n8n calls by itself, again and again: a refused sign-in is then not tried anew each time
	 * @throws NodeApiError when the credential is unusable
	 */
	static async open(
		context: NodeContext,
		api: ApiProfile,
		{ unattended = false } = {},
	): Promise<BillClient> {
		return new BillClient(await Connection.open(context, api, unattended));
	}

	/** The same client for one item. */
	forItem(item: number): BillClient {
		return new BillClient(this.connection, item);
	}

	get api(): ApiProfile {
		return this.connection.api;
	}

	get node(): INode {
		return this.connection.node;
	}

	/** IANA name of the workflow's time zone. */
	get timeZone(): string {
		return this.connection.timeZone;
	}

	/** The organization in the credential, for the paths that name it. */
	get organizationId(): string {
		return this.connection.organizationId;
	}

	/** Whether the credential speaks to a gateway of its own, such as a local BILL. */
	get isCustom(): boolean {
		return this.connection.isCustom;
	}

	/** The credential's secrets, so that they can be kept out of outputs. */
	get secrets(): string[] {
		return this.connection.secrets;
	}

	/** Whether Cancel was pressed. */
	get cancelled(): boolean {
		return this.connection.execution.isCancelled;
	}

	/** What has left for this item so far, in a sentence for a person who reads an error. */
	get whatWasSent(): string {
		const { anything, writes } = this.sent;
		const forWhom = this.item === undefined ? '' : ' for this item';
		if (writes.length > 0) {
			return `Sent before${forWhom}: ${writes.join(', ')}. Look in BILL before you run it again.`;
		}
		return anything ? 'Nothing was changed in BILL.' : `Nothing was sent${forWhom}.`;
	}

	/**
	 * Sends a request and gives the answer's body: parsed JSON, or a Buffer for `binary`. An answer
	 * without a body gives `undefined`.
	 *
	 * @throws NodeApiError written for the person at the editor
	 */
	async send(request: BillRequest): Promise<unknown> {
		return (await this.exchange(request)).body;
	}

	/** Sends, but gives a redirect back (`location`) instead of treating it as a failure. */
	async follow(request: BillRequest): Promise<BillAnswer> {
		return await this.exchange(request, { takesRedirects: true });
	}

	/** Reads, or writes to, an address that is signed in itself: no session and no key go along. */
	async fetchBare(request: BillRequest): Promise<BillAnswer> {
		if (!this.connection.isSafe(request.path)) {
			throw this.refusal(
				'The download link is not an https address, so it was not followed',
				`It points to ${request.path.split('?')[0]}.`,
			);
		}
		try {
			return await this.connection.transmitBare(request);
		} catch (error) {
			const failure = readFailure(error);
			if (failure.location !== undefined) return redirectTo(failure.location);
			throw this.error(failure, request);
		}
	}

	/** Walks a list, page by page; see pages.ts. */
	pages(request: BillRequest, list?: ListRequest): AsyncGenerator<IDataObject[]> {
		return walkPages(this, request, list);
	}

	/** One page of a list, or a list that BILL gives whole. */
	async page(
		request: BillRequest,
		list?: Pick<ListRequest, 'member'> & { token?: string; max?: number },
	): Promise<ListPage> {
		return await askPage(this, request, list);
	}

	/** All records of a list, or up to a limit. */
	async list(request: BillRequest, list?: ListRequest): Promise<IDataObject[]> {
		const records: IDataObject[] = [];
		for await (const page of this.pages(request, list)) records.push(...page);
		return records;
	}

	/** Waits, but not past a Cancel. */
	async wait(milliseconds: number): Promise<void> {
		await this.connection.wait(milliseconds);
	}

	/** The full address of a path, or the path itself when it is an address already (download links). */
	address(path: string): string {
		return this.connection.address(path);
	}

	/** Whether session and keys may go along to this address. */
	mayCarrySecrets(address: string): boolean {
		return this.connection.mayCarrySecrets(address);
	}

	/**
	 * An error of this item that is not BILL's: an answer that cannot be used, or a step that must not be taken.
	 *
	 * @param unknown the write whose outcome is not known because of it
	 */
	refusal(message: string, description: string, unknown?: BillRequest): BillError {
		return nodeError(this.node, message, description, {
			item: this.item,
			outcome: unknown || this.hasWritten ? 'unknown' : 'notSent',
			...(unknown && { request: wordsOf(unknown) }),
		});
	}

	/** Whether something has left for this item that may have changed BILL. */
	get hasWritten(): boolean {
		return this.sent.writes.length > 0;
	}

	private error(failure: Failure, request: BillRequest) {
		return this.connection.error(failure, request, this.item);
	}

	private async exchange(
		request: BillRequest,
		{ takesRedirects = false } = {},
	): Promise<BillAnswer> {
		const { connection, item } = this;
		const { execution } = connection;
		const writes = isWrite(request);
		const earlierOutcome = writes ? execution.earlier(request, item) : undefined;
		if (earlierOutcome && 'answer' in earlierOutcome) return earlierOutcome.answer;
		if (earlierOutcome) throw this.error(earlierOutcome.failure, request);

		const earlier: FailureKind[] = [];
		for (;;) {
			await connection.ready();
			const halted = connection.halted();
			if (halted) throw this.error(halted, request);
			const used = connection.sessionId;
			try {
				const answer = await connection.transmit(request, used);
				this.noteSent(request, { tookEffect: true });
				if (writes) execution.remember(request, item, { answer });
				return answer;
			} catch (error) {
				const failure = readFailure(error);
				if (takesRedirects && failure.location !== undefined) return redirectTo(failure.location);
				const outcome = outcomeOf(failure);
				if (outcome !== 'notSent') this.noteSent(request, { tookEffect: outcome === 'unknown' });
				const hasSession = connection.api.session;
				const step = nextStep(failure, {
					isRepeatable: isRepeatable(request),
					hasSession,
					earlier,
				});
				earlier.push(failure.kind);
				if (step.action === 'renewSession') {
					connection.endSession(used);
				} else if (step.action === 'wait') {
					await connection.wait(step.ms);
				} else {
					connection.noteFailure(failure);
					if (writes && outcomeOf(failure) === 'unknown')
						execution.remember(request, item, { failure });
					throw this.error(failure, request);
				}
			}
		}
	}

	private noteSent(request: BillRequest, { tookEffect }: { tookEffect: boolean }): void {
		this.sent.anything = true;
		const words = wordsOf(request);
		const { writes } = this.sent;
		if (tookEffect && isWrite(request) && !writes.includes(words)) writes.push(words);
	}
}

function wordsOf({ method, path }: BillRequest): string {
	return `${method} ${path}`;
}

function redirectTo(location: string): BillAnswer {
	return { status: 302, body: undefined, headers: {}, location };
}
