import type { IDataObject } from 'n8n-workflow';

import { memberAt } from '../form/shape';

const CENT = 0.005;

/**
 * Whether what BILL keeps is what was sent: every member that was sent and that BILL gives back is the same. Numbers
 * are compared to the cent, texts without the spaces around them.
 */
export function agrees(sent: unknown, kept: unknown): boolean {
	if (sent === undefined || sent === null || kept === undefined || kept === null) return true;
	if (Array.isArray(sent)) {
		return Array.isArray(kept) && kept.length === sent.length && areAll(sent, kept);
	}
	if (typeof sent === 'object') {
		if (typeof kept !== 'object') return false;
		return Object.entries(sent).every(([name, value]) =>
			agrees(value, (kept as IDataObject)[name]),
		);
	}
	if (typeof sent === 'number' || typeof kept === 'number') {
		return Math.abs(Number(sent) - Number(kept)) < CENT;
	}
	return String(sent).trim() === String(kept).trim();
}

/** Whether each entry that was sent is among those that are kept, in whatever order BILL gives them. */
function areAll(sent: unknown[], kept: unknown[]): boolean {
	const left = [...kept];
	return sent.every((entry) => {
		const at = left.findIndex((candidate) => agrees(entry, candidate));
		if (at >= 0) left.splice(at, 1);
		return at >= 0;
	});
}

/**
 * The records of an answer in the order of the bodies they were made from. BILL lists them in the order of the
 * request as far as is known, but says so nowhere, and a record given to the wrong item would be billed or paid for
 * another.
 *
 * @param bodies what was sent
 * @param toldApartBy the members, as paths, that tell one record from another
 * @returns for each body its record, or nothing where it cannot be told which one it is
 */
export function pairNewRecords(
	records: IDataObject[],
	bodies: IDataObject[],
	toldApartBy: string[],
): Array<IDataObject | undefined> {
	const fits = (record: IDataObject, body: IDataObject) =>
		toldApartBy.every((path) => agrees(memberAt(body, path), memberAt(record, path)));
	const left = new Set(records);
	const paired = new Map<IDataObject, IDataObject>();
	for (const body of bodies) {
		const candidates = [...left].filter((record) => fits(record, body));
		const rivals = bodies.filter(
			(other) => !paired.has(other) && candidates.some((record) => fits(record, other)),
		);
		// Bodies that are the same in every member have interchangeable records.
		const areAlike = rivals.every((other) => isSame(other, body));
		if (candidates.length === 0 || !areAlike || candidates.length > rivals.length) continue;
		paired.set(body, candidates[0]);
		left.delete(candidates[0]);
	}
	return bodies.map((body) => paired.get(body));
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Whether two bodies could not be told apart in an answer, although they are not the same. */
export function areConfusable(a: IDataObject, b: IDataObject, toldApartBy: string[]): boolean {
	const isAlike = toldApartBy.every((path) => agrees(memberAt(a, path), memberAt(b, path)));
	return isAlike && !isSame(a, b);
}
