import type { OperationForm } from './operation';
import { inColumns, simplifiedShape, strings } from './shape';
import type { Shape } from './shape';

type Shown = Pick<OperationForm, 'output' | 'simplify' | 'columns'>;

/** The member names of each shape. */
const documented = new WeakMap<object, string[]>();

/** The members that come first in a full record: the given columns, or else the members as BILL documents them. */
export function columnsOf({ output = {}, simplify, columns = simplify }: Shown): string[] {
	const all = columns ?? documented.get(output) ?? Object.keys(output);
	if (!columns) documented.set(output, all);
	return all;
}

/** The shape of an operation's output with nothing changed in its form. */
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
