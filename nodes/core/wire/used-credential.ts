import type {
	IAdditionalCredentialOptions,
	ICredentialDataDecryptedObject,
	INode,
} from 'n8n-workflow';

import type { ActingAs, ApiProfile } from './api';
import { clockOf } from './bill-clock';
import type { BillClock } from './bill-clock';
import { addressAt, gatewayOf, isSafe, mayCarrySecrets } from './gateway';
import { identityOf, isOver, keptSession } from './kept-session';
import type { NodeContext } from './request';
import { writesOf } from './writes';
import type { AccountWrites } from './writes';

/** The credential that one run of a node uses: its values, whom it stands for, and where it may be sent. */
export class UsedCredential {
	/** Whom a partner acts as. */
	readonly acting?: ActingAs;
	private stored: ICredentialDataDecryptedObject = {};
	private knownNode?: INode;

	protected constructor(
		readonly context: NodeContext,
		readonly api: ApiProfile,
	) {}

	/** The credential's values, including what is stored with it. */
	get typed(): ICredentialDataDecryptedObject {
		return this.stored;
	}

	/** The session that n8n stores with the credential; empty if it cannot be used. */
	protected async readStored(): Promise<string> {
		this.stored = await this.context.getCredentials(this.api.credential);
		const kept = keptSession(this.stored, this.stored[this.api.keptIn ?? '']);
		return kept && !isOver(kept) ? kept.id : '';
	}

	/** n8n makes a copy on each call. */
	get node(): INode {
		this.knownNode ??= this.context.getNode();
		return this.knownNode;
	}

	/** The organization ID in the credential, for paths that contain it. */
	get organizationId(): string {
		return String(this.typed.organizationId ?? '').trim();
	}

	/** Whether the credential uses a custom gateway, such as a local BILL. */
	get isCustom(): boolean {
		return this.typed.environment === 'custom';
	}

	/** The full address of a path, or the path itself if it is already an address (download links). */
	address(path: string): string {
		return addressAt(gatewayOf(this.typed), this.api.root, path);
	}

	/** What may be sent to an address: session and keys, and files. */
	readonly may = {
		carrySecrets: (address: string) => mayCarrySecrets(address, this.typed),
		carryFiles: (address: string) => isSafe(address, this.typed),
	};

	/** BILL's clock at this gateway. */
	get clock(): BillClock {
		return clockOf(gatewayOf(this.typed));
	}

	/** The writes of this process to the organization in the credential. */
	get writes(): AccountWrites {
		return writesOf(JSON.stringify(this.holder));
	}

	/** Whom BILL's limits apply to: a partner that acts for itself, or an organization with a key. */
	protected get holder(): unknown[] {
		const { devKey, organizationId, apiToken, clientId, appKey } = this.typed;
		const own = [devKey, organizationId, apiToken, clientId];
		return [gatewayOf(this.typed), ...own, organizationId ? undefined : appKey];
	}

	/** Who is signed in to BILL. */
	protected get identity(): string {
		return identityOf(this.typed);
	}

	/** The same for all who share a sign-in. */
	protected get signInKey(): string {
		return JSON.stringify([this.credentialKey, this.identity]);
	}

	protected get credentialKey(): string {
		return this.node.credentials?.[this.api.credential]?.id ?? this.api.credential;
	}

	/** Why BILL would not accept the credential for a path. */
	protected whyNot(asked: string): string | undefined {
		const { notFor, partner } = this.api;
		if (partner && !partner.own.test(asked)) return partner.whyNone;
		return notFor?.find(([path]) => path.test(asked))?.[1];
	}

	/**
	 * Passes the credential as this connection knows it, and switches off n8n's own "log in and send again": that acts on
	 * the HTTP status alone and once for each call, even after a failed login.
	 */
	protected credentialOptions(
		data: ICredentialDataDecryptedObject,
	): IAdditionalCredentialOptions | undefined {
		const { credential, session } = this.api;
		if (!session) return undefined;
		const stored = this.node.credentials?.[credential];
		return {
			credentialsDecrypted: {
				id: stored?.id ?? '',
				name: stored?.name ?? '',
				type: credential,
				data,
			},
			preAuthenticationRetryStatusCode: [],
		};
	}
}
