import type { Filterable } from '../../test/contract/contract.mts';

/**
 * The fields that BILL's lists can be filtered by, from the guide's table: one line per kind of record, such as
 * "bills, invoices | `id` `vendorId`/`customerId`(eq,in) `dueDate` (bills; gt,lt)".
 */
export function filtersIn(guide: string): Map<string, Filterable> {
	const found = new Map<string, Filterable>();
	const table = guide.slice(guide.indexOf('| Resource | Filterable'));
	for (const [, kinds, cell] of table.matchAll(/^\| ([a-z][a-z ,]+) \| (`.*) \|$/gm)) {
		if (kinds === 'others') break;
		const names = kinds.split(',').map((kind) => kind.trim());
		for (const kind of names) found.set(kind, filtersOf(cell, kind, names));
	}
	return found;
}

function filtersOf(cell: string, kind: string, kinds: string[]): Filterable {
	const filters: Filterable = {};
	let group = '';
	for (const [, ticked, annotation = ''] of cell.matchAll(
		/(`[\w.]+`(?:\s*\/\s*`[\w.]+`)*)(?:\s?\(([^)]*)\))?/g,
	)) {
		const members = [...ticked.matchAll(/`([\w.]+)`/g)].map(([, name]) => name);
		const [first, ...rest] = annotation.split(';').map((part) => part.trim());
		const only = kinds.includes(first) ? first : undefined;
		const operators = only ? rest.join(' ') : first;
		// "`vendorId`/`customerId`": one for each kind of record, in order.
		const oneEach =
			members.length === kinds.length && !members.some((each) => each.startsWith('.'));
		const own = oneEach && kinds.length > 1 ? [members[kinds.indexOf(kind)]] : members;
		for (const name of own) {
			if (name.startsWith('.')) {
				add(`${group}${name}`);
				continue;
			}
			group = name.split('.')[0];
			add(name);
		}
		function add(name: string) {
			if (only && only !== kind) return;
			filters[name] = /^[a-z]+(,[a-z]+)*$/.test(operators) ? operators.replaceAll(',', ' ') : '';
		}
	}
	return filters;
}
