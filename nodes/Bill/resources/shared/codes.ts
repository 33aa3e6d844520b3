import type { Common } from '../../../core/form/field';
import { text } from '../../../core/form/kinds';

type CodeOptions = Common & { eg?: string };

/** ISO 3166, two letters. */
export function country(path: string, { eg = 'US', ...common }: CodeOptions = {}) {
	return text(path, {
		...common,
		eg,
		capitals: true,
		pattern: /^[A-Za-z]{2}$/,
		mustBe: `must be the two-letter code of a country such as ${eg}`,
	});
}

/** ISO 4217. */
export function currency(path: string, { eg = 'USD', ...common }: CodeOptions = {}) {
	return text(path, {
		...common,
		eg,
		capitals: true,
		pattern: /^[A-Za-z]{3}$/,
		mustBe: `must be the three-letter code of a currency such as ${eg}`,
	});
}
