import type { OperationForm } from './operation';
import { inColumns, simplifiedShape, strings } from './shape';
import type { Shape } from './shape';

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
		: inColumns(output, columns ?? []);
}
