import type { IDataObject } from 'n8n-workflow';

import { asSeen } from '../../../core/form/as-seen';
import { listIn } from '../../../core/wire/pages';

/** The values in a response: a single one, a list, or a page of them. */
export function valuesIn(answer: unknown): IDataObject[] {
	const isOne = typeof answer === 'object' && answer !== null && 'value' in answer;
	return isOne ? [answer as IDataObject] : ((listIn(answer) ?? []) as IDataObject[]);
}

/** Values are the same if a person sees them as the same, whatever their case. */
export function isSameValue(one: unknown, other: unknown): boolean {
	return plainValue(one) === plainValue(other);
}

/** The same text for all values that are the same. */
export function plainValue(value: unknown): string {
	return asSeen(String(value ?? '')).toLowerCase();
}
