import type { Field } from '../form/field';
import { FieldError } from '../form/values';
import type { ActingAs } from '../wire/api';
import type { BillClient } from '../wire/client';
import type { Call } from './operation';

/** The fields of a node that choose a partner's organization, and the user to act as there. */
export interface ActingFields {
	organization: Field;
	user: Field;
}

/** All calls for the same organization: what one of them reads, the others may use. */
export interface Party {
	client: BillClient;
	shared: Map<string, unknown>;
}

/** Reads a parameter of the node. */
type Read = (name: string) => unknown;

/**
 * Whom the items of a run are for. With a partner's credential each item has its own organization and user; with any
 * other credential all items are for the organization in the credential.
 */
export class Parties {
	private readonly known = new Map<string, Party>();

	constructor(
		readonly client: BillClient,
		private readonly fields?: ActingFields,
	) {}

	/**
	 * The party of an item.
	 *
	 * @throws FieldError when a chosen value is not an ID
	 */
	of(read: Read): Party {
		return this.as(this.fields && actingOf(this.client, this.fields, read));
	}

	/** The party that a call of an earlier try was for. */
	ofCall({ client }: Call): Party {
		return this.as(client.acting);
	}

	/** @throws FieldError when a call needs an organization or user and none is chosen */
	check({ client, request }: Pick<Call, 'client' | 'request'>): void {
		const missing = missingFor(client, request.path);
		const field = missing && this.fields?.[missing];
		if (field) throw new FieldError(field.property.displayName, 'is required, but it is empty');
	}

	private as(acting: ActingAs | undefined): Party {
		const key = JSON.stringify(acting);
		const client = acting ? this.client.actingAs(acting) : this.client;
		const party = this.known.get(key) ?? { client, shared: new Map<string, unknown>() };
		this.known.set(key, party);
		return party;
	}
}

/** The chosen organization and user; undefined if the credential is not a partner's. */
export function actingOf(
	{ api, timeZone }: BillClient,
	{ organization, user }: ActingFields,
	read: Read,
): ActingAs | undefined {
	if (!api.partner) return undefined;
	const idOf = (field: Field) =>
		(field.write(read(field.name), { timeZone, keepEmpty: false }) as string | undefined) ?? '';
	return { organizationId: idOf(organization), userId: idOf(user) };
}

/** What must be chosen before a path of BILL can be used. */
export function missingFor(
	{ api: { partner }, acting }: BillClient,
	path: string,
): keyof ActingFields | undefined {
	if (!partner || (partner.own.test(path) && !partner.named.test(path))) return undefined;
	if (!acting?.organizationId) return 'organization';
	return partner.own.test(path) || acting.userId ? undefined : 'user';
}
