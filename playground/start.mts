import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import ora from 'ora';
import { startLocalBill } from '../local-bill/server.mts';
import { whatToType } from '../local-bill/what-to-type.mts';
import { startStandInModel } from './stand-in-model.mts';
import { box, eventLine, requestLine } from './screen.mts';
import {
	assistantToken,
	putAssistantToken,
	putCredential,
	putExamples,
	putModel,
	putSpendCredential,
	republishTriggers,
} from './content.mts';
import { ensureN8n, n8nVersion } from '../tools/n8n/install.mts';
import { defaultOwner, freePort, startN8n } from '../tools/n8n/server.mts';
import { cacheFolder } from '../tools/lib/paths.mts';
import { runMain } from '../tools/lib/plain-error.mts';

// Not inside the repository: the linter would check all the editor scripts that n8n stores there.
const userFolder = path.join(cacheFolder, `playground-${n8nVersion}`);

function port(value: string): number {
	const number = Number(value);
	if (Number.isInteger(number) && number > 0 && number < 65536) return number;
	throw new InvalidArgumentError('A port is a number from 1 to 65535.');
}

const program = new Command('npm start --')
	.description('Starts n8n with the Bill node in it, and a local BILL for it to talk to.')
	.option('--port <port>', 'port of n8n', port, 5678)
	.option('--bill-port <port>', 'port of the local BILL', port, 4010)
	.option('--reset', 'delete workflows, credentials and executions of earlier starts')
	.parse();
const options = program.opts<{ port: number; billPort: number; reset?: boolean }>();

/** Stops everything in reverse order of its start. Triggered by Ctrl-C, at any time. */
const stopping = new AbortController();
const stopped = new Promise<void>((done) =>
	stopping.signal.addEventListener('abort', () => done()),
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => stopping.abort(new Error('stopped')));
}

async function main() {
	await freePort(options.port, 'n8n', '--port');
	await freePort(options.billPort, 'the local BILL', '--bill-port');
	await ensureN8n(undefined, stopping.signal);
	if (options.reset) await rm(userFolder, { recursive: true, force: true });

	let ready = false;
	const bill = await startLocalBill({
		port: options.billPort,
		loopbackWebhooks: true,
		onRequest: (request) => {
			if (ready) console.log(requestLine(request));
		},
		onDelivery: (attempt) => {
			if (ready) console.log(eventLine(attempt));
		},
	});
	const model = await startStandInModel();
	const spinner = ora('Starting n8n').start();
	try {
		const n8n = await startN8n({ userFolder, port: options.port, signal: stopping.signal });
		try {
			await putExamples(n8n.client, [
				await putCredential(n8n.client, bill),
				await putSpendCredential(n8n.client, bill),
				await putAssistantToken(n8n.client),
				await putModel(n8n.client, model),
			]);
			await republishTriggers(n8n.client);
			spinner.succeed('n8n is running with the Bill node, a credential and example workflows');
			console.log(
				box([
					['n8n', n8n.url],
					['Email', defaultOwner.email],
					['Password', defaultOwner.password],
					['Local BILL', `${bill.url} (a page; a stand-in on this computer, not BILL)`],
					['MCP token', `${assistantToken} (for the example with an MCP server)`],
					['Stop', 'Ctrl-C'],
				]),
			);
			console.log(`n8n has credentials for it already. To make them yourself:

${whatToType(bill)}
`);
			console.log('Requests to the local BILL, and events that it sends:');
			ready = true;
			await stopped;
			console.log('\nStopping …');
		} finally {
			await n8n.stop();
		}
	} finally {
		spinner.stop();
		await model.close();
		await bill.close();
	}
}

await runMain(async () => {
	try {
		await main();
	} catch (error) {
		if (!stopping.signal.aborted) throw error;
		console.log('\nStopped before n8n was ready.');
	}
});
process.exit(0);
