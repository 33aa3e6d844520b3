import { NodeHelpers, type INodeProperties } from 'n8n-workflow';
import { BillPollTrigger } from '../../nodes/BillPollTrigger/BillPollTrigger.node.ts';
import { sources } from '../../nodes/BillPollTrigger/sources.ts';
import { resources } from '../../nodes/Bill/resources/index.ts';
import { resources as spendResources } from '../../nodes/BillSpendExpense/resources/index.ts';
import { eventKinds } from '../../nodes/events/catalogue.ts';
import { withDefaults } from '../support/direct-node.mts';

/* The form of Bill Poll Trigger is built from the tables of the action nodes. */

type Values = Record<string, unknown>;

const trigger = new BillPollTrigger();
const { description } = trigger;
const choice = description.properties.find(
	({ name }) => name === 'polledResource',
) as INodeProperties;
const offered = choice.options as Array<{ name: string; value: string; description: string }>;
const rows = sources.map((source) => [source.name, source] as const);

const nodeWith = (parameters: Values) =>
	({ id: 'node', name: 'Poll', type: 'x', typeVersion: 1, position: [0, 0], parameters }) as never;

/** What the editor shows, by n8n's own rules. */
function shownFor(values: Values): INodeProperties[] {
	const all = withDefaults(trigger, values, ['polledResource']);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(all as never, property, nodeWith(all), description),
	);
}

/** The resources of Spend & Expense that can be polled. */
const SPEND = ['reimbursement', 'transaction'];

const getAllOf = (resource: string) =>
	(SPEND.includes(resource) ? spendResources : resources)
		.find(({ value }) => value === resource)!
		.operations.find(({ value }) => value === 'getAll')!;

test('everything that has a time stamp is offered, and what waits for approval, and exports', () => {
	const withTime = resources
		// The trigger uses the credentials of one organization.
		.filter(({ onlyWith }) => !onlyWith)
		.filter(({ operations }) =>
			operations.some(
				({ value, output }) => value === 'getAll' && output && 'updatedTime' in output,
			),
		)
		.map(({ value }) => value);
	expect(offered.map(({ value }) => value).sort()).toEqual(
		[...withTime, 'billApproval', 'export', ...SPEND].sort(),
	);
	expect(offered.map(({ value }) => value)).toEqual(
		expect.arrayContaining([
			...['customer', 'customerContact', 'receivedPayment', 'creditMemo', 'vendorCredit'],
			...['recurringBill', 'recurringInvoice', 'bill', 'payment', 'vendor'],
		]),
	);
	expect(choice.default).toBe('customer');
});

test('lists that BILL does not filter and sort by time are read whole, and the form says so', () => {
	const whole = sources.filter(({ timed, ordered, own }) => !own && timed && ordered.length < 2);
	expect(whole.map(({ value }) => value)).toEqual(
		expect.arrayContaining(['recurringBill', 'webhookSubscription']),
	);
	expect(whole.map(({ value }) => value)).not.toContain('customer');
	for (const { ordered, value, description: text } of whole) {
		expect(ordered).toEqual([]);
		const hasEvents = eventKinds.some(({ resource }) => resource === value);
		if (!hasEvents) expect(text).toContain('the whole list');
	}
});

test('where BILL sends events, the form points to Bill Trigger', () => {
	const pointing = offered.filter(({ description: text }) => text.includes('Bill Trigger'));
	const withEvents = offered.filter(({ value }) =>
		eventKinds.some(({ resource }) => resource === value),
	);
	expect(pointing).toEqual(withEvents);
	expect(pointing.map(({ value }) => value)).toEqual(expect.arrayContaining(['bill', 'vendor']));
	expect(pointing.map(({ value }) => value)).not.toContain('customer');
});

/** The time fields by which Spend & Expense is polled. */
const OWN_TIMES: Record<string, string[]> = {
	reimbursement: ['submittedTime'],
	transaction: ['occurredTime', 'updatedTime', 'changedWithin'],
};

describe.each(rows)('%s', (_, { value, timed, operation }) => {
	const shown = shownFor({ polledResource: value });
	const named = (name: string) => shown.find((property) => property.name === name);
	const getAll = getAllOf(value);

	test('asks when to start only where it makes a difference', () => {
		expect(named('triggerOn') !== undefined).toBe(timed);
	});

	test('has the filters of Get Many but for the times, which are its own', () => {
		const names = (property?: INodeProperties) => property?.options?.map(({ name }) => name);
		const wanted = (getAll.list?.filters ?? [])
			.map(({ name }) => name)
			.filter(
				(name) =>
					!(OWN_TIMES[value] ?? ['changedWithin', 'createdTime', 'updatedTime']).includes(name),
			);
		expect(names(named('filters')) ?? []).toEqual(expect.arrayContaining(wanted));
		expect(names(named('filters')) ?? []).toHaveLength(wanted.length);
	});

	test('has no number and no order', () => {
		for (const name of ['returnAll', 'limit', 'sort']) expect(named(name)).toBeUndefined();
	});

	test('simplifies where Get Many does', () => {
		expect(named('simplify') !== undefined).toBe(getAll.simplify !== undefined);
	});

	test('is complete as it opens: nothing is missing', () => {
		const node = nodeWith(withDefaults(trigger, { polledResource: value }, ['polledResource']));
		const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
		expect(issues).toBeNull();
	});

	test('each name is shown once', () => {
		const names = shown.map(({ name }) => name);
		expect(names).toEqual([...new Set(names)]);
	});

	test('is told apart by an existing member', () => {
		const source = sources.find((each) => each.value === value)!;
		expect(Object.keys(operation.output ?? {})).toContain(source.id);
	});
});

test('lists of a customer can be left open, and what that costs is said', () => {
	for (const polledResource of ['customerContact', 'customerBankAccount']) {
		const [customer] = shownFor({ polledResource }).filter(({ name }) => name === 'customerId');
		expect(customer.required).toBeUndefined();
		expect(customer.description).toContain('one request for each customer');
	}
});

test('each resource asks for a credential of its API', () => {
	for (const { value, api } of sources) {
		for (const { credential } of [api, ...(api.otherCredentials ?? [])]) {
			const parameters = { polledResource: value, authentication: credential };
			const asked = description.credentials?.filter((each) =>
				NodeHelpers.displayParameter(parameters, each, nodeWith(parameters), description),
			);
			expect([value, asked?.map(({ name }) => name)]).toEqual([value, [credential]]);
		}
		expect(api.credential).toBe(SPEND.includes(value) ? 'billSpendExpenseApi' : 'billApi');
	}
});

test('every list that the form names is there', () => {
	const named = new Set(JSON.stringify(description.properties).match(/"search[A-Z]\w+"/g));
	named.delete('"searchListMethod"');
	const there = Object.keys(trigger.methods.listSearch).map((name) => `"${name}"`);
	expect([...named].filter((name) => !there.includes(name))).toEqual([]);
});

test('no parameter has a name to which n8n adds "Custom API Call"', () => {
	const names = description.properties.map(({ name }) => name);
	expect(names).not.toContain('resource');
	expect(names).not.toContain('operation');
});

test('what several resources show alike is in the form once', () => {
	const count = (name: string) =>
		description.properties.filter((property) => property.name === name).length;
	expect(count('simplify')).toBe(1);
	expect(count('triggerOn')).toBe(1);
	expect(JSON.stringify(description).length).toBeLessThan(130_000);
});
