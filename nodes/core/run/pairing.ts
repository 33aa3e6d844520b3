import type { IDataObject } from 'n8n-workflow';

import { memberAt } from '../form/shape';
import { agrees } from '../look-up/agrees';

/**
 * The records of a response in the order of the bodies that they were created from. As far as is known, BILL lists them
 * in the order of the request, but this is not documented, and a record assigned to the wrong item would be billed or
 * paid for another.
 *
 * @param bodies what was sent
 * @param toldApartBy the members, as paths, that distinguish records
 * @returns the record of each body, or undefined if it cannot be identified
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

/** Whether two bodies are different but could not be told apart in a response. */
export function areConfusable(a: IDataObject, b: IDataObject, toldApartBy: string[]): boolean {
	const isAlike = toldApartBy.every((path) => agrees(memberAt(a, path), memberAt(b, path)));
	return isAlike && !isSame(a, b);
}
