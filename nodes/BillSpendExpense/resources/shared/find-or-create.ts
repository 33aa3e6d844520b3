import type { IDataObject } from 'n8n-workflow';

import { FieldError } from '../../../core/form/values';
import { bodyOf } from '../../../core/run/operation';
import type { Call, Output } from '../../../core/run/operation';
import { sendForRecord } from '../../../core/run/output';

/** How "Create or Update" finds its record in Spend & Expense, and what may be changed of one that is there. */
export interface FindOrCreate {
	/** Lower case, as in a sentence. */
	many: string;
	/** What it is found by: `E-mail "ana@example.com"`. */
	wanted(body: IDataObject): string;
	/** The records that have it, from all that BILL gives. */
	find(call: Call): Promise<IDataObject[]>;
	/** The members that can be changed; the others are for a new record only. */
	changes: string[];
	/** Why an existing record cannot be changed. */
	refuse?(existing: IDataObject): { message: string; description: string } | undefined;
	/** Told of a record that was made, for items that come later. */
	made?(call: Call, record: IDataObject): void;
}

/**
 * Changes the one record that is found, or adds a new one. Two that fit are refused, because picking one could change
 * the wrong one.
 */
export async function findOrCreate(call: Call, how: FindOrCreate): Promise<Output[]> {
	const { client, request } = call;
	const body = bodyOf(call);
	const found = await how.find(call);
	if (found.length > 1) {
		const which = found.map(({ uuid, id }) => String(uuid ?? id)).join(', ');
		throw client.refusal(
			`${found.length} ${how.many} in BILL have the ${how.wanted(body)}`,
			`It cannot be told which one is meant: ${which}. Use Update with the UUID. ${client.whatWasSent}`,
		);
	}
	const [existing] = found;
	if (!existing) {
		const outputs = await sendForRecord(call, request);
		how.made?.(call, outputs[0].json);
		return outputs;
	}
	const refusal = how.refuse?.(existing);
	if (refusal) {
		const { message, description } = refusal;
		throw client.refusal(message, `${description} ${client.whatWasSent}`);
	}
	const changes = Object.entries(body).filter(([name]) => how.changes.includes(name));
	const path = `${request.path}/${encodeURIComponent(String(existing.uuid ?? existing.id))}`;
	const change = { ...request, method: 'PATCH' as const, path, body: Object.fromEntries(changes) };
	return await sendForRecord(call, change);
}

/** The key, trimmed. @throws FieldError when it is not filled in */
export function requireKey(body: IDataObject, member: string, label: string, one: string): string {
	const wanted = String(body[member] ?? '').trim();
	if (!wanted) {
		throw new FieldError(label, `is empty, and that is what an existing ${one} is found by`);
	}
	body[member] = wanted;
	return wanted;
}

/** A list that all items of this run share, read once. */
export async function readOnce(
	call: Call,
	name: string,
	read: () => Promise<IDataObject[]>,
): Promise<IDataObject[]> {
	const { shared } = call;
	const known = shared.get(name) as Promise<IDataObject[]> | undefined;
	if (known) return await known;
	const reading = read();
	shared.set(name, reading);
	// An item that comes later may have more luck.
	reading.catch(() => shared.delete(name));
	return await reading;
}
