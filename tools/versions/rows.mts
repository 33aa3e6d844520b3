import { n8nVersion } from '../n8n/install.mts';

/** A feature that must work in every version of n8n that people run, and the tests that prove it. */
export interface Row {
	title: string;
	/** The test file, relative to `test`. */
	file: string;
	/** Matches the full names of its tests. */
	tests: RegExp;
	/** Where n8n itself has a limitation: in which versions, and what it means. */
	weaker?: { from?: Version; before: Version; why: string };
}

type Version = [major: number, minor: number];

const trigger: Row['weaker'] = {
	before: [2, 8],
	why: 'n8n responds to BILL before it saves the execution',
};
const closed: Row['weaker'] = {
	from: [2, 20],
	before: [2, 38],
	why: 'only a credential that is open to the HTTP Request node can be tested',
};
const agents: Row['weaker'] = { before: [2, 25], why: 'an agent is not told the error' };

export const rows: Row[] = [
	{ title: 'Loads', file: 'n8n/tool', tests: /^what n8n makes of the package/ },
	{
		title: 'Credential test, right and wrong; sign-ins counted',
		file: 'n8n/credential',
		tests: /^the credential's Test button/,
		weaker: closed,
	},
	{ title: '250 vendors listed', file: 'n8n/node', tests: /^250 vendors/ },
	{ title: '30 vendors made in bulk', file: 'n8n/node', tests: /^30 items/ },
	{ title: 'A payment', file: 'n8n/payment', tests: /^a bill is paid, once/ },
	{ title: 'A file up and down', file: 'n8n/node', tests: /^a file is uploaded/ },
	{ title: 'A pick list searched', file: 'n8n/node', tests: /^a pick list/ },
	{
		title: 'A payment lost under Retry On Fail',
		file: 'n8n/payment',
		tests: /^a payment whose answer is lost/,
	},
	{
		title: 'A refused payment: text and code',
		file: 'n8n/payment',
		tests: /^a payment that BILL refuses/,
	},
	{
		title: 'A session without trust',
		file: 'n8n/payment',
		tests: /^a session that BILL does not trust/,
	},
	{ title: 'The hourly limit', file: 'n8n/node', tests: /^after the hourly limit/ },
	{
		title: 'A session that ends in the middle',
		file: 'n8n/node',
		tests: /^a session that ends in the middle/,
	},
	{
		title: 'A wrong password with 12 items',
		file: 'n8n/node',
		tests: /^a wrong password is tried once/,
	},
	{
		title: 'Trigger: the same event twice',
		file: 'n8n/bill-trigger',
		tests: /arrives twice in the same instant/,
		weaker: trigger,
	},
	{
		title: 'Trigger: forged events',
		file: 'n8n/bill-trigger-forged',
		tests: /^1,000 forged requests/,
	},
	{
		title: 'Trigger: subscribes and unsubscribes',
		file: 'n8n/bill-trigger-publish',
		tests: /subscribes to the chosen events/,
	},
	{
		title: 'Trigger: an event again after a restart',
		file: 'own-n8n/bill-trigger-restart',
		tests: /^an event that was received before a restart/,
		weaker: trigger,
	},
	{
		title: 'Poll over a restart',
		file: 'own-n8n/bill-poll-trigger-restart',
		tests: /^what changed while n8n was not running/,
	},
	{
		title: 'A tool with an error',
		file: 'n8n/tool',
		tests: /tells an agent of version .* what BILL's error says/,
		weaker: agents,
	},
];

/** The versions of n8n that people run: the oldest supported one, some in between, and the pinned one. */
export const supported = ['1.123.81', '2.0.3', '2.20.12', '2.35.7', '2.40.7', n8nVersion];
