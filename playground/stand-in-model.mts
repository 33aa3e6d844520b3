import fastify from 'fastify';

/*
 * A stand-in for the language model of the examples, on loopback. It speaks OpenAI's chat completions API and
 * understands three sentences, so that an example with an agent runs without any account. It is not a language model.
 */

export interface StandInModel {
	/** The base URL for an OpenAI credential. */
	url: string;
	close(): Promise<void>;
}

interface Message {
	role: string;
	content?: unknown;
	tool_calls?: Array<{ id: string; function: { name: string; arguments: string } }>;
	tool_call_id?: string;
}

interface Tool {
	function: { name: string; parameters?: { properties?: object } };
}

type Given = Record<string, unknown>;

/** What the model does next: reply, or call a tool. */
type Step = { say: string } | { tool: string; input: Given };

/** What has happened since the person's last message. */
interface Talk {
	asked: string;
	/** The results of the tool calls, in order. */
	heard: Array<{ tool: string; text: string; records: Given[] }>;
}

const UNDERSTOOD =
	'I am a stand-in and understand: "What is due?", "Draft bill NUMBER from VENDOR for AMOUNT" and "Pay NUMBER".';
const FAR = '2099-12-31';

/** Starts the stand-in on a free loopback port. */
export async function startStandInModel(): Promise<StandInModel> {
	const app = fastify({ forceCloseConnections: true, bodyLimit: 16 * 1024 * 1024 });
	let calls = 0;
	app.post('/v1/chat/completions', (request) => {
		const { messages, tools = [] } = request.body as { messages: Message[]; tools?: Tool[] };
		const step = next(talkIn(messages));
		if ('say' in step) return completion({ content: step.say });
		const input = asWanted(step, tools);
		const call = { name: step.tool, arguments: JSON.stringify(input) };
		return completion({
			content: null,
			tool_calls: [{ id: `call-${++calls}`, type: 'function', function: call }],
		});
	});
	const address = await app.listen({ port: 0, host: '127.0.0.1' });
	return { url: `${address}/v1`, close: async () => await app.close() };
}

/** A tool that needs a person's approval expects its input one level deeper. */
function asWanted({ tool, input }: { tool: string; input: Given }, tools: Tool[]): Given {
	const schema = tools.find((each) => each.function.name === tool)?.function.parameters;
	const isReviewed = 'toolParameters' in (schema?.properties ?? {});
	return isReviewed ? { toolParameters: input, hitlParameters: {} } : input;
}

function talkIn(messages: Message[]): Talk {
	const from = messages.map(({ role }) => role).lastIndexOf('user');
	const since = messages.slice(from + 1);
	const names = new Map(
		since.flatMap(({ tool_calls: all = [] }) =>
			all.map(({ id, function: { name } }) => [id, name] as const),
		),
	);
	const heard = since
		.filter(({ role }) => role === 'tool')
		.map(({ tool_call_id: id = '', content }) => {
			const text = textOf(content);
			return { tool: names.get(id) ?? '', text, records: recordsIn(text) };
		});
	return { asked: textOf(messages[from]?.content), heard };
}

function next(talk: Talk): Step {
	const draft = /draft bill (\S+) from (.+) for ([\d.,]+\d)/i.exec(talk.asked);
	if (draft) return drafted(talk, draft);
	const pay = /\bpay (?:bill )?([\w-]+)/i.exec(talk.asked);
	if (pay) return paid(talk, pay[1]);
	return /\bdue\b|\bowe\b|unpaid/i.test(talk.asked) ? listed(talk) : { say: UNDERSTOOD };
}

function listed({ heard: [bills] }: Talk): Step {
	if (!bills) return { tool: 'Unpaid_bills', input: { until: FAR } };
	const lines = bills.records.map(
		({ invoiceNumber, vendorName, dueAmount, dueDate }) =>
			`- ${[invoiceNumber, vendorName, dueAmount].map(String).join(', ')}, due ${String(dueDate)}`,
	);
	return { say: lines.length ? `Not paid yet:\n${lines.join('\n')}` : bills.text };
}

function drafted({ heard: [vendors, draft] }: Talk, [, number, vendor, amount]: string[]): Step {
	if (draft) return { say: draft.records.length ? `${number} is drafted.` : draft.text };
	if (!vendors) return { tool: 'Find_vendors', input: { name: vendor } };
	const [found] = vendors.records;
	if (!found) return { say: `There is no vendor ${vendor} in BILL. ${vendors.text}` };
	const today = new Date().toISOString().slice(0, 10);
	return {
		tool: 'Draft_a_bill',
		input: {
			...{ vendor_id: found.id, invoice_number: number, amount: amount.replaceAll(',', '') },
			...{ invoice_date: today, due_date: today, description: 'Requested in the chat' },
		},
	};
}

function paid({ heard: [bills, payment] }: Talk, number: string): Step {
	if (payment) {
		const [made] = payment.records;
		if (!made) return { say: payment.text };
		const words = [made.amount, 'to', made.vendorName, 'on', made.processDate].map(String);
		return { say: `${number} is paid: ${words.join(' ')}, ${String(made.confirmationNumber)}.` };
	}
	if (!bills) return { tool: 'Unpaid_bills', input: { until: FAR } };
	const bill = bills.records.find((each) => each.invoiceNumber === number);
	if (!bill) return { say: `There is no unpaid bill ${number}.` };
	return {
		tool: 'Pay_a_bill',
		input: { bill_id: bill.id, invoice_number: number, vendor: String(bill.vendorName) },
	};
}

const textOf = (content: unknown): string =>
	typeof content === 'string' ? content : JSON.stringify(content ?? '');

/** The records in the result of a tool, however n8n has wrapped them. */
function recordsIn(text: string): Given[] {
	try {
		return recordsOf(JSON.parse(text));
	} catch {
		return [];
	}
}

function recordsOf(value: unknown): Given[] {
	if (Array.isArray(value)) return value.flatMap(recordsOf);
	if (typeof value !== 'object' || value === null) return [];
	return 'id' in value ? [value] : Object.values(value).flatMap(recordsOf);
}

const completion = (message: object) => ({
	id: 'stand-in',
	object: 'chat.completion',
	created: 0,
	model: 'stand-in',
	choices: [
		{
			index: 0,
			finish_reason: 'tool_calls' in message ? 'tool_calls' : 'stop',
			message: { role: 'assistant', ...message },
		},
	],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});
