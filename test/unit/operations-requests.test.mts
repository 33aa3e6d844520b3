import { exampleOf } from '../../nodes/core/form/field.ts';
import { jsonExample } from '../../nodes/core/form/json-body.ts';
import { contentFields, hasNoBody } from '../../nodes/core/form/operation.ts';
import {
	allFilled,
	issuesOf,
	once,
	type operations,
	requiredFilled,
	rows,
	sampleOf,
	samplesOf,
	shownFor,
} from '../support/forms.mts';
import type { Values } from '../support/forms.mts';
import { runNode } from '../support/stub-node.mts';

const GATEWAY = 'https://gateway.stage.bill.com/connect';

/** The forms in which some fields exclude each other, with their errors. They send nothing. */
const CONTRADICTS: Record<string, string> = {
	'Spend & Expense: Budget > Create': 'Limitless Goal can only be used with Limitless Overspend',
	'Spend & Expense: Budget > Create or Update':
		'Limitless Goal can only be used with Limitless Overspend',
	'Spend & Expense: Budget > Update': 'Limitless Goal can only be used with Limitless Overspend',
};

/** With every top-level field filled in. If that changes nothing yet, also one of the other fields. */
function flatFilled({ operation, chosen }: (typeof operations)[number]): Values {
	// A partner's organization is above the form.
	const isFlat = (name: string) =>
		name === 'partnerOrganization' || operation.fields.some((field) => field.name === name);
	const flat = shownFor(chosen).filter(({ name }) => isFlat(name));
	const flags = operation.fields.filter(({ property }) => property.type === 'boolean');
	const change =
		operation.optional?.as === 'updateFields' ? operation.optional.fields[0] : undefined;
	return {
		...chosen,
		...samplesOf(flat),
		...Object.fromEntries(flags.map(({ name, example }) => [name, example])),
		...(change && { updateFields: samplesOf([change.property]) }),
	};
}

/** Turns off extra requests: no waiting for files, no look-ups, no generated transaction number. */
const quick = (values: Values): Values => ({
	...values,
	options: { wait: false, lookUpSeconds: 0, fillTransactionNumber: false },
});

describe.each(rows)('%s', (_, entry) => {
	const { operation, chosen } = entry;

	test('n8n finds nothing wrong with a form that is filled in with what the placeholders say', () => {
		expect(issuesOf(requiredFilled(chosen))).toEqual({});
		expect(issuesOf(allFilled(chosen))).toEqual({});
	});

	test('n8n asks for each required field that is left empty', () => {
		const issues = issuesOf(chosen);
		for (const property of shownFor(chosen).filter(({ required }) => required)) {
			if (['options', 'boolean', 'number'].includes(property.type)) continue;
			if (property.type === 'fixedCollection' || property.default === sampleOf(property)) continue;
			// An expression is filled in as the default.
			if (typeof property.default === 'string' && property.default.startsWith('=')) continue;
			expect(Object.keys(issues)).toContain(property.name);
		}
	});

	test('the form becomes one request, with every part of its path filled', async () => {
		const { sent, error } = await runNode(quick(flatFilled(entry)));
		// Some operations first check whether there is something to do. Here there is nothing.
		if (error && operation.run && sent.length > 0) return;
		expect(error).toBeUndefined();
		if (chosen.resource === 'apiRequest') {
			expect(sent).toMatchObject([{ method: 'GET', url: `${GATEWAY}/v3/vendors` }]);
			return;
		}
		const path = operation.path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
			name === 'organizationId'
				? '00801ABCDEFGHIJKLMNO'
				: String(operation.fields.find((field) => field.path === name)?.example),
		);
		const url = path.startsWith('/connect') ? GATEWAY.replace('/connect', path) : GATEWAY + path;
		// Some operations send other requests before or afterwards.
		const request = sent.find((one) => one.method === operation.method && one.url === url);
		expect(sent.map((one) => `${one.method} ${one.url}`)).toContain(`${operation.method} ${url}`);
		const body = request?.body;
		if (hasNoBody(operation)) {
			expect(body).toBeUndefined();
			expect(request?.qs ?? {}).toMatchObject(queryOf(operation));
		} else if (!operation.file && !operation.run) {
			const change =
				operation.optional?.as === 'updateFields' ? [operation.optional.fields[0]] : [];
			const inBody = contentFields(operation).filter(({ inQuery }) => !inQuery);
			// A choice that begins with "any" sends nothing.
			const members = Object.fromEntries(
				Object.entries(exampleOf([...inBody, ...change])).filter(([, value]) => value !== ''),
			);
			const empty = operation.optional ? '{}' : undefined;
			expect(once(body)).toEqual(Object.keys(members).length > 0 ? members : empty);
		}
	});

	test('nothing odd is sent when everything is filled in', async () => {
		const { sent, error } = await runNode(quick(allFilled(chosen)));
		const refused = CONTRADICTS[entry.title];
		if (refused) expect(error?.message).toBe(`${refused} [item 0]`);
		else if (!operation.run || sent.length === 0) expect(error).toBeUndefined();
		const text = JSON.stringify(sent);
		expect(text).not.toMatch(/undefined|\[object|__rl|NaN|null|\{\w+\}\/|e\.g\./);
		expect(text).not.toMatch(/correct horse|01DEVKEY|session-0123|token-0123/);
	});

	if (operation.jsonForm) {
		test('the example of its JSON form is sent as it stands', async () => {
			const example = jsonExample(operation);
			for (const body of [JSON.stringify(example), example]) {
				const filled = requiredFilled({ ...chosen, inputMode: 'json' });
				const { sent, error } = await runNode(quick({ ...filled, body }));
				if (error && operation.run && sent.length > 0) continue;
				expect(error).toBeUndefined();
				expect(sent[sent.length - 1].body).toMatchObject(example);
				if (!operation.run) expect(sent[sent.length - 1].body).toEqual(example);
			}
		});

		test.each([['{"name": '], ['[]'], ['"text"'], ['5'], ['null'], ['']])(
			'as JSON, %j is refused before anything is sent',
			async (body) => {
				const { sent, error } = await runNode({
					...requiredFilled({ ...chosen, inputMode: 'json' }),
					body,
				});
				expect(error?.message).toMatch(/^JSON Body .*\[item 0\]$/);
				expect(sent).toEqual([]);
			},
		);
	}

	const required = operation.fields.filter(({ property }) => property.required);
	for (const field of required.filter(({ when }) => !when)) {
		test(`without ${field.property.displayName} nothing is sent, and the error names it`, async () => {
			// A field that depends on another one is not marked as required, but is required nevertheless.
			const filled = allFilled(chosen);
			const empty = field.property.type === 'fixedCollection' ? {} : '';
			const { sent, error } = await runNode({ ...filled, [field.name]: empty });
			expect(error?.message).toMatch(new RegExp(`^${field.property.displayName} .*\\[item 0\\]$`));
			expect(error?.context?.itemIndex).toBe(0);
			expect(sent).toEqual([]);
		});
	}
});

/** The query of a read with only its required fields. */
function queryOf({ fields, path, list }: (typeof operations)[number]['operation']): Values {
	const inQuery = fields.filter((field) => field.path !== '' && !path.includes(`{${field.path}}`));
	const query = Object.fromEntries(
		inQuery.map((field) => [
			field.path,
			Array.isArray(field.example)
				? `${field.example[0]},${field.example[0]}`
				: String(field.example),
		]),
	);
	return list?.paged && !list.fixedPages ? { ...query, max: '50' } : query;
}
