import type { OperationForm } from './operation';
import { inColumns, simplifiedShape, strings } from './shape';
import type { Shape } from './shape';

/** The members that a whole record begins with: what is said, or else as BILL documents them. */
export const columnsOf = ({
	output = {},
	simplify,
	columns = simplify ?? Object.keys(output),
}: Pick<OperationForm, 'output' | 'simplify' | 'columns'>): string[] => columns;

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
