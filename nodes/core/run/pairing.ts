import type { IDataObject } from 'n8n-workflow';

import { memberAt } from '../form/shape';
import { agrees } from '../look-up/agrees';

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
