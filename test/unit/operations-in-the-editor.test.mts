import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { pathFields } from '../../nodes/core/form/operation.ts';
import {
	actionNodes,
	everyProperty,
	nodeOf,
	rows,
	shownFor,
	withDefaults,
} from '../support/forms.mts';
import type { ActionNode, Values } from '../support/forms.mts';

/** Words that are capitalized within a sentence. */
const CAPITALS = /^(AP|API|BILL|GL|BILL's|ID|IDs|PDF|US|USD)$/;

const names = (list: Array<{ name: string }>) => list.map(({ name }) => name);
const optionsOf = ({ node }: ActionNode, name: string, resource?: string) =>
	(node.description.properties.find(
		(property) =>
			property.name === name &&
			(!resource || property.displayOptions?.show?.resource?.includes(resource)),
	)?.options ?? []) as INodePropertyOptions[];

/** Names in n8n's sort order. */
const sorted = (list: string[]) => [...list].sort((a, b) => a.localeCompare(b, 'en'));

describe.each(actionNodes.map((each) => [each.name, each] as const))(
	'the lists of %s',
	(_, each) => {
		const { resources, node } = each;

		test('hold every resource and every operation, each once', () => {
			expect(optionsOf(each, 'resource').map(({ value }) => value)).toEqual(
				sorted(resources.map(({ name }) => name)).map(
					(name) => resources.find((resource) => resource.name === name)?.value,
				),
			);
			for (const resource of resources) {
				const offered = optionsOf(each, 'operation', resource.value).map(({ value }) => value);
				expect([...offered].sort()).toEqual(resource.operations.map(({ value }) => value).sort());
				expect(new Set(offered).size).toBe(offered.length);
			}
			expect(new Set(resources.map(({ value }) => value)).size).toBe(resources.length);
		});

		test('have names that differ within a resource', () => {
			for (const resource of resources) {
				const offered = names(optionsOf(each, 'operation', resource.value));
				expect(new Set(offered).size).toBe(offered.length);
			}
		});

		test('have actions that differ in the whole node, for the search of the editor shows them all', () => {
			const actions = resources.flatMap(({ operations: own }) =>
				own.map(({ action }) => action.toLowerCase()),
			);
			expect(actions.filter((action, at) => actions.indexOf(action) !== at)).toEqual([]);
		});

		test('are sorted by name', () => {
			expect(names(optionsOf(each, 'resource'))).toEqual(
				sorted(names(optionsOf(each, 'resource'))),
			);
			for (const { value } of resources) {
				const offered = names(optionsOf(each, 'operation', value));
				expect(offered).toEqual(sorted(offered));
			}
		});

		test('open with an operation that changes nothing, where the resource has one', () => {
			for (const resource of resources) {
				const opens = node.description.properties.find(
					({ name, displayOptions }) =>
						name === 'operation' && displayOptions?.show?.resource?.includes(resource.value),
				)?.default;
				const operation = resource.operations.find(({ value }) => value === opens);
				expect(operation).toBeDefined();
				if (resource.operations.some(({ value }) => value === 'getAll')) {
					expect(operation?.method).toBe('GET');
				}
			}
		});
	},
);

describe.each(rows)('%s', (_, { operation, chosen }) => {
	test('is described in sentences a person or an AI agent can choose it by', () => {
		expect(operation.action).toMatch(/^[A-Z][^.]*[^.\s]$/);
		for (const word of operation.action.split(' ').slice(1)) {
			if (/^[A-Z]/.test(word)) expect(word).toMatch(CAPITALS);
		}
		expect(operation.description.length).toBeGreaterThan(15);
		expect(operation.description).toMatch(/^[A-Z]/);
		const sentences = operation.description.split(/\.\s+(?=[A-Z])/).length;
		expect(operation.description.endsWith('.')).toBe(sentences > 1);
		expect(operation.description).not.toBe(operation.action);
		expect(operation.name).toMatch(/^[A-Z]/);
		expect(operation.name).not.toMatch(/\.$/);
	});

	test('a list is called Get Many', () => {
		expect(operation.value === 'getAll').toBe(operation.name === 'Get Many');
		if (operation.value === 'getAll') expect(operation.action).toMatch(/^Get many /);
	});

	test('every placeholder of its path is filled by one required field', () => {
		const placeholders = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		const filled = pathFields(operation);
		expect(filled.map(({ path }) => path).sort()).toEqual(
			placeholders.filter((name) => name !== 'organizationId').sort(),
		);
		for (const { property } of filled) expect(property.required).toBe(true);
		expect(operation.path).toMatch(/^(\/connect-events)?\/v3(\/[a-z\d{][\w{}-]*)*$/i);
	});

	test('no two fields that are shown together share a name or a place in the request', () => {
		for (const values of switched(chosen)) {
			const shown = shownFor(values).map(({ name }) => name);
			expect(shown.filter((name, at) => shown.indexOf(name) !== at)).toEqual([]);
			const places = [...operation.fields, ...(operation.optional?.fields ?? [])]
				.filter(({ when }) =>
					Object.entries(when ?? {}).every(([name, allowed]) =>
						(allowed as unknown[]).includes(values[name]),
					),
				)
				// Fields that are not sent have no path.
				.flatMap(({ path }) => path || []);
			expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([]);
		}
	});

	test('what is inside collections, groups and filters has names of its own, sorted as n8n wants', () => {
		for (const { where, property } of everyProperty(shownFor(chosen))) {
			const list = (property.options ?? []) as Array<INodeProperties & INodePropertyOptions>;
			const inside = list.map((option) => String(option.value ?? option.name));
			expect([where, inside.filter((name, at) => inside.indexOf(name) !== at)]).toEqual([
				where,
				[],
			]);
			const seen = list.map((option) => option.displayName ?? option.name);
			expect([where, new Set(seen).size]).toEqual([where, seen.length]);
			if (seen.length >= 5) expect([where, seen]).toEqual([where, sorted(seen)]);
			for (const group of list as Array<{ values?: INodeProperties[] }>) {
				if (!group.values || property.name === 'filters') continue;
				expect(new Set(names(group.values)).size).toBe(group.values.length);
			}
		}
	});

	test('required fields come flat and before all collections', () => {
		const shown = shownFor(chosen);
		const firstCollection = shown.findIndex(({ type }) => type === 'collection');
		for (const [at, property] of shown.entries()) {
			if (property.required && at > firstCollection) expect(property.name).toBe('all before');
		}
		const optional = operation.optional?.fields.filter(({ property }) => property.required) ?? [];
		expect(optional.map(({ name }) => name)).toEqual([]);
	});

	test('a choice opens with one of its values', () => {
		for (const { where, property } of everyProperty(shownFor(chosen))) {
			if (property.type !== 'options') continue;
			const values = (property.options as INodePropertyOptions[]).map(({ value }) => value);
			expect([where, values]).toEqual([where, expect.arrayContaining([property.default])]);
		}
	});

	test('no group or list offers an expression for the whole of it: n8n loses it', () => {
		for (const { where, property } of everyProperty(shownFor(chosen))) {
			if (property.type !== 'fixedCollection') continue;
			const kept = withDefaults({ ...chosen, [property.name]: '={{ $json.list }}' });
			if (kept[property.name] === '={{ $json.list }}') continue;
			expect([where, property.description]).not.toEqual([
				where,
				expect.stringMatching(/expression/i),
			]);
		}
	});

	test('every record is picked from a list that the node can search', () => {
		const { listSearch } = nodeOf(chosen).node.methods as { listSearch: Record<string, unknown> };
		for (const { where, property } of everyProperty(shownFor(chosen))) {
			const list = property.modes?.find(({ name }) => name === 'list');
			const method = list?.typeOptions?.searchListMethod ?? '';
			if (list) expect([where, typeof listSearch[method]]).toEqual([where, 'function']);
		}
	});
});

test('no field is shown by what older n8n cannot ask of a field without a value', () => {
	const fails = ['startsWith', 'endsWith', 'includes'];
	const conditions = actionNodes.flatMap(({ node }) =>
		node.description.properties.flatMap(({ displayOptions = {} }) =>
			[displayOptions.show, displayOptions.hide].flatMap((by) => Object.values(by ?? {}).flat()),
		),
	) as Array<{ _cnd?: object } | string>;
	const asked = conditions.flatMap((one) =>
		typeof one === 'object' ? Object.keys(one._cnd ?? {}) : [],
	);
	expect(asked).toContain('between');
	expect(asked.filter((one) => fails.includes(one))).toEqual([]);
});

/** The same operation with every combination of the switches that show and hide fields. */
function switched(chosen: Values): Values[] {
	const switches = new Map<string, unknown[]>();
	for (const { displayOptions } of nodeOf(chosen).node.description.properties) {
		const { resource, operation, ...shows } = displayOptions?.show ?? {};
		const more = { ...shows, ...displayOptions?.hide };
		const ours =
			resource?.includes(chosen.resource as string) &&
			operation?.includes(chosen.operation as string);
		if (!ours) continue;
		for (const [name, values] of Object.entries(more)) {
			const decided = (values as Array<string | { _cnd: { not?: unknown } }>).map((value) =>
				// With `_cnd.not`, a field is hidden unless it has this value; with other conditions, unless an expression
				// decides.
				typeof value === 'object' ? (value._cnd.not ?? '={{ $json.decides }}') : value,
			);
			switches.set(name, [...new Set([...(switches.get(name) ?? []), ...decided])]);
		}
	}
	let all: Values[] = [chosen];
	for (const [name, values] of switches) {
		all = all.flatMap((set) => values.map((value) => ({ ...set, [name]: value })));
	}
	return all;
}
