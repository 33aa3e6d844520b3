import type { OperationForm } from './operation';
import { inColumns, simplifiedShape, strings } from './shape';
import type { Shape } from './shape';

type Shown = Pick<OperationForm, 'output' | 'simplify' | 'columns'>;

/** The names of the members of a shape, as one list each. */
const documented = new WeakMap<object, string[]>();

/** The members that a whole record begins with: what is said, or else as BILL documents them. */
export function columnsOf({ output = {}, simplify, columns = simplify }: Shown): string[] {
	const all = columns ?? documented.get(output) ?? Object.keys(output);
	if (!columns) documented.set(output, all);
	return all;
}

/** The shape of what an operation gives with nothing changed in its form. */
export function shownShape({
	output = {},
	simplify,
	columns,
	names,
}: Pick<OperationForm, 'output' | 'simplify' | 'columns' | 'names'>): Shape {
	const added = strings(...Object.keys(names?.adds ?? {}));
	return simplify
		? simplifiedShape({ ...output, ...added }, simplify)
		: inColumns(output, columnsOf({ output, columns }));
}
