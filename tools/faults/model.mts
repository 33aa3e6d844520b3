import fastify from 'fastify';

/** One call of the tool, as requested by the model. */
export interface ToolCall {
	/** The ask that it belongs to. */
	ask: number;
	/** The only thing the model is told about the result; undefined if nothing came back. */
	heard?: string;
}

export interface StandInModel {
	/** The base URL for an OpenAI credential. */
	url: string;
	/** All calls, in the order they were requested. */
	calls: ToolCall[];
	close(): Promise<void>;
}

interface ModelOptions {
	/** The tool's input for each ask. */
	asks: Array<Record<string, string>>;
	/** Requests everything that is still to do in one response, instead of one ask after the other. */
	atOnce: boolean;
	/** How often a failed call is repeated. */
	insists: number;
}

interface Message {
	role: string;
	content?: unknown;
	tool_call_id?: string;
}

/** The prompt for an agent. The model recognizes its asks by this text. */
export const promptOf = (asks: number[]) => `Do these: ${asks.join(' ')}`;

/**
 * A stand-in for a language model, on loopback, that uses a tool the way models do: it calls the tool for each ask,
 * and calls it again with the same input after an error. It speaks OpenAI's chat completions API.
 */
export async function startStandInModel(options: ModelOptions): Promise<StandInModel> {
	const calls: ToolCall[] = [];
	const app = fastify({ forceCloseConnections: true, bodyLimit: 16 * 1024 * 1024 });
	app.post('/v1/chat/completions', (request, reply) => {
		const { messages, tools, stream } = request.body as {
			messages: Message[];
			/** Agents before version 2 request a streamed response. */
			stream?: boolean;
			tools: Array<{ function: { name: string } }>;
		};
		for (const { role, content, tool_call_id: id } of messages) {
			if (role === 'tool') calls[Number(id?.split('-')[1])].heard = textOf(content);
		}
		const next = asksIn(messages).filter((ask) => isOpen(calls, ask, options.insists));
		const toolCalls = next.slice(0, options.atOnce ? undefined : 1).map((ask) => ({
			id: `call-${calls.push({ ask }) - 1}`,
			type: 'function',
			function: { name: tools[0].function.name, arguments: JSON.stringify(options.asks[ask]) },
		}));
		if (!stream) return completion(toolCalls);
		return reply.type('text/event-stream').send(streamed(toolCalls));
	});
	const address = await app.listen({ port: 0, host: '127.0.0.1' });
	return { url: `${address}/v1`, calls, close: async () => await app.close() };
}

function isOpen(calls: ToolCall[], ask: number, insists: number): boolean {
	const own = calls.filter((call) => call.ask === ask);
	return own.length === 0 || (own.length <= insists && isError(own.at(-1)?.heard));
}

/** Whether a model would take a text for an error: n8n returns it as JSON with `error` in it, or as a sentence. */
export function isError(text = ''): boolean {
	return /^\s*[[{]\s*\{?\s*"error"/.test(text) || !/^\s*[[{]/.test(text);
}

function asksIn(messages: Message[]): number[] {
	const [, list = ''] =
		/Do these: ([\d ]+)/.exec(messages.map(({ content }) => textOf(content)).join('\n')) ?? [];
	return list.trim().split(' ').map(Number);
}

const textOf = (content: unknown): string =>
	typeof content === 'string' ? content : JSON.stringify(content ?? '');

const described = { id: 'stand-in', created: 0, model: 'stand-in' };
const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

function choiceOf(toolCalls: object[]) {
	const isDone = toolCalls.length === 0;
	return {
		finish_reason: isDone ? 'stop' : 'tool_calls',
		message: {
			role: 'assistant',
			content: isDone ? 'Done.' : null,
			...(!isDone && { tool_calls: toolCalls }),
		},
	};
}

const completion = (toolCalls: object[]) => ({
	...described,
	object: 'chat.completion',
	choices: [{ index: 0, ...choiceOf(toolCalls) }],
	usage,
});

/** The same response as server-sent events: the whole message in one chunk, then the finish reason, then the usage. */
function streamed(toolCalls: object[]): string {
	const { message, finish_reason: reason } = choiceOf(
		toolCalls.map((call, index) => ({ index, ...call })),
	);
	const chunk = (more: object) =>
		`data: ${JSON.stringify({ ...described, object: 'chat.completion.chunk', ...more })}\n\n`;
	return [
		chunk({ choices: [{ index: 0, delta: message, finish_reason: null }] }),
		chunk({ choices: [{ index: 0, delta: {}, finish_reason: reason }] }),
		chunk({ choices: [], usage }),
		'data: [DONE]\n\n',
	].join('');
}
