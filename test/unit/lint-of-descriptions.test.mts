import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { repository, scratch } from '../../tools/lib/paths.mts';
import { Bill } from '../../nodes/Bill/Bill.node.ts';
import { BillSpendExpense } from '../../nodes/BillSpendExpense/BillSpendExpense.node.ts';
import { BillPollTrigger } from '../../nodes/BillPollTrigger/BillPollTrigger.node.ts';
import { BillTrigger } from '../../nodes/BillTrigger/BillTrigger.node.ts';
import { literal } from '../support/literals.mts';

/*
 * n8n's lint rules see only literals in a file, but the node's forms are built from tables. So the built forms are
 * written to files here, one per resource as in n8n's own nodes, and are linted with the rules that n8n applies to
 * published nodes.
 */

const folder = path.join(scratch, `described-${process.pid}`);
const { description } = new Bill();

/** The triggers: the method by which n8n runs each, and its instance. */
const triggers: Array<[method: string, trigger: INodeType]> = [
	['poll', new BillPollTrigger()],
	['webhook', new BillTrigger()],
];

const spend = new BillSpendExpense().description;
const spendResources = (spend.properties[1].options as Array<{ value: string }>).map(
	({ value }) => value,
);

const isOf = (resource: string) => (property: INodeProperties) =>
	property.displayOptions?.show?.resource?.includes(resource);
/** The parameters above the forms of the resources: Authentication and Resource, and the partner's organization. */
const topOf = ({ properties }: INodeTypeDescription) =>
	properties.filter(({ displayOptions }) => !displayOptions?.show?.resource);
const top = topOf(description);
const resources = (top[1].options as Array<{ value: string }>).map(({ value }) => value);

function write(file: string, source: string): string {
	mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
	writeFileSync(path.join(folder, file), source);
	return file;
}

const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** The source file of a node with some of its properties. */
function nodeFile(
	described: INodeTypeDescription,
	properties: INodeProperties[],
	method = 'execute',
): string {
	const { properties: _built, inputs, outputs, ...head } = described;
	const connections = (list: unknown[] | string) =>
		Array.isArray(list) ? list.map(() => 'NodeConnectionTypes.Main').join() : list;
	const rest = `
		inputs: [${connections(inputs)}],
		outputs: [${connections(outputs)}],
		properties: ${literal(properties, '\t\t')},
	}`;
	const source = literal(head, '\t').replace(/\n\t\}$/, () => rest);
	return `import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

export class ${pascal(described.name)} implements INodeType {
	description: INodeTypeDescription = ${source};

	${methods[method]}
}
`;
}

const methods: Record<string, string> = {
	execute: `async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData().map((item, index) => ({ ...item, pairedItem: { item: index } }))];
	}`,
	poll: `async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return null;
	}`,
	webhook: `webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return {};
	}`,
};

const resourceFile = (name: string, properties: INodeProperties[]) =>
	`import type { INodeProperties } from 'n8n-workflow';

export const ${name}Fields: INodeProperties[] = ${literal(properties)};
`;

// A linter that checks nothing finds nothing, so each of these flaws must be found.
const flaws: Array<[string, (form: INodeProperties[]) => void, RegExp]> = [
	[
		'a description that ends with a period',
		(form) => change(form, 'returnAll', { description: 'Whether to return all results.' }),
		/param-description-|return-all/,
	],
	[
		'a flag whose description does not begin with Whether',
		(form) => change(form, 'simplify', { description: 'Simplify the answer' }),
		/boolean-without-whether|simplify/,
	],
	[
		'a name in sentence case',
		(form) => change(form, 'limit', { displayName: 'Most results' }),
		/display-name-miscased/,
	],
	[
		'options out of order',
		(form) => {
			form[0].options?.reverse();
		},
		/options-type-unsorted-items/,
	],
	[
		'a collection out of order',
		(form) => {
			for (const { type, options } of form) if (type === 'collection') options?.reverse();
		},
		/collection-type-unsorted-items/,
	],
];

function change(form: INodeProperties[], name: string, to: Partial<INodeProperties>): void {
	Object.assign(form.find((property) => property.name === name) as INodeProperties, to);
}

interface LintResult {
	filePath: string;
	source?: string;
	messages: Array<{ ruleId: string; message: string; line: number }>;
}

/** The messages of the rules, by folder, one line per message. */
const said = new Map<string, string[]>();

beforeAll(async () => {
	rmSync(folder, { recursive: true, force: true });
	// The linter runs in a separate process, because Jest cannot load its plugins.
	write(
		'eslint.config.mjs',
		"import { config } from '@n8n/node-cli/eslint';\n\nexport default config;\n",
	);
	write('nodes/Bill/Bill.node.ts', nodeFile(description, top));
	for (const resource of resources) {
		const form = description.properties.filter(isOf(resource));
		write(`nodes/Bill/${pascal(resource)}Description.ts`, resourceFile(resource, form));
	}
	write(
		'nodes/BillSpendExpense/BillSpendExpense.node.ts',
		nodeFile(spend, spend.properties.slice(0, 1)),
	);
	for (const resource of spendResources) {
		const form = spend.properties.filter(isOf(resource));
		const file = `nodes/BillSpendExpense/${pascal(resource)}Description.ts`;
		write(file, resourceFile(resource, form));
	}
	for (const file of [
		'billSpendExpense.svg',
		'billSpendExpense.dark.svg',
		'BillSpendExpense.node.json',
	]) {
		const copy = path.join('nodes', 'BillSpendExpense', file);
		copyFileSync(path.join(repository, copy), path.join(folder, copy));
	}
	for (const [at, [, spoil]] of flaws.entries()) {
		// A deep copy, because shared objects would otherwise be changed twice.
		const built = JSON.stringify(description.properties.filter(isOf('vendor')));
		const form = JSON.parse(built) as INodeProperties[];
		spoil(form);
		write(`nodes/Flaw${at}/VendorDescription.ts`, resourceFile('vendor', form));
	}
	const wrong = nodeFile({ ...description, name: 'Bill', subtitle: 'none' }, top);
	write('nodes/Wrong/Bill.node.ts', wrong);
	for (const [method, { description: own }] of triggers) {
		const name = pascal(own.name);
		write(`nodes/${name}/${name}.node.ts`, nodeFile(own, own.properties, method));
		for (const file of [`${name}.node.json`, `${own.name}.svg`, `${own.name}.dark.svg`]) {
			const copy = path.join('nodes', name, file);
			copyFileSync(path.join(repository, copy), path.join(folder, copy));
		}
		const spoiled = own.properties.map((property) =>
			property.name === 'simplify' ? { ...property, description: 'Simplify it' } : property,
		);
		const badly = nodeFile({ ...own, inputs: ['main'] }, spoiled, method);
		write(`nodes/Wrong${name}/${name}.node.ts`, badly);
	}
	for (const file of ['bill.svg', 'bill.dark.svg', 'Bill.node.json']) {
		for (const node of ['Bill', 'Wrong']) {
			const copy = path.join(folder, 'nodes', node, file);
			copyFileSync(path.join(repository, 'nodes', 'Bill', file), copy);
		}
	}
	const { stdout } = await execa('eslint', ['--format', 'json', '.'], {
		cwd: folder,
		preferLocal: true,
		localDir: repository,
		reject: false,
		// In a test run the plugin treats every file as a trigger.
		env: { NODE_ENV: 'production' },
	});
	for (const { filePath, messages, source } of JSON.parse(stdout) as LintResult[]) {
		const node = path.basename(path.dirname(filePath));
		const lines = messages.map(({ ruleId, message, line }) => {
			const at = (source ?? '').split('\n')[line - 1]?.trim();
			return `${path.basename(filePath)}:${line} ${ruleId}: ${message} | ${at}`;
		});
		said.set(node, [...(said.get(node) ?? []), ...lines]);
	}
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('everything that was built is written out', () => {
	const forms = resources.flatMap((resource) => description.properties.filter(isOf(resource)));
	expect(top.map(({ name }) => name)).toEqual([
		...['authentication', 'resource', 'partnerOrganization', 'partnerUser'],
	]);
	expect(new Set(forms).size).toBe(description.properties.length - top.length);
	const others = spendResources.flatMap((resource) => spend.properties.filter(isOf(resource)));
	expect(new Set(others).size).toBe(spend.properties.length - topOf(spend).length);
});

test('the built nodes and their forms pass the rules for published nodes', () => {
	expect(said.get('Bill')).toEqual([]);
	expect(said.get('BillSpendExpense')).toEqual([]);
});

test.each(triggers.map(([, { description: own }]) => [own.displayName, pascal(own.name)]))(
	'%s passes the rules, and they see when it is described wrongly',
	(_, name) => {
		expect(said.get(name)).toEqual([]);
		const found = said.get(`Wrong${name}`)?.join('\n');
		expect(found).toMatch(/trigger-node-conventions/);
		expect(found).toMatch(/boolean-without-whether|simplify/);
	},
);

test.each(flaws.map(([flaw, , expected], at) => [flaw, `Flaw${at}`, expected] as const))(
	'the rules see %s',
	(_, node, expected) => {
		expect(said.get(node)?.join('\n')).toMatch(expected);
	},
);

test('the rules see a node that is described wrongly', () => {
	const found = said.get('Wrong')?.join('\n');
	expect(found).toMatch(/node-class-description-name-miscased/);
	expect(found).toMatch(/node-dirname-against-convention/);
});
