import type { IDataObject } from 'n8n-workflow';

import { listIn } from '../../../core/wire/pages';

/** The values in an answer: one, a list, or a page of them. */
export function valuesIn(answer: unknown): IDataObject[] {
	const isOne = typeof answer === 'object' && answer !== null && 'value' in answer;
	return isOne ? [answer as IDataObject] : ((listIn(answer) ?? []) as IDataObject[]);
}

/** Values are the same whatever their case and the spaces around them. */
export function isSameValue(one: unknown, other: unknown): boolean {
	const plain = (value: unknown) =>
		String(value ?? '')
			.trim()
			.toLowerCase();
	return plain(one) === plain(other);
}
