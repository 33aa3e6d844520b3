import { Command, InvalidArgumentError } from 'commander';
import { type LoggedRequest, startLocalBill } from './server.mts';
import { whatToType } from './what-to-type.mts';

function wholeNumber(text: string): number {
	if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Not a whole number.');
	return Number(text);
}

const { port, latency, loopbackWebhooks } = new Command('local-bill')
	.description(
		'A local stand-in for BILL, to try the connector and workflows with. It is not BILL.',
	)
	.option('--port <number>', 'port to listen on', wholeNumber, 4010)
	.option('--latency <ms>', 'milliseconds added to each answer', wholeNumber, 0)
	.option(
		'--loopback-webhooks',
		'take webhook subscriptions with http addresses of this computer',
		false,
	)
	.parse()
	.opts<{ port: number; latency: number; loopbackWebhooks: boolean }>();

/** One call as a line: no query, no secrets. */
function line({ method, path, status, dropped, ms, code }: LoggedRequest): string {
	const result = status ?? (dropped ? `dropped (${dropped})` : 'gone');
	return `${method.padEnd(6)} ${path}  ${result}${code ? ` ${code}` : ''}  ${ms} ms`;
}

try {
	const localBill = await startLocalBill({
		port,
		latency,
		loopbackWebhooks,
		onRequest: (entry) => console.log(line(entry)),
		onDelivery: ({ type, url, status, error }) =>
			console.log(`EVENT  ${type} to ${url}  ${status ?? error}`),
	});
	console.log(`
A local BILL is running. It is not BILL: nothing here moves money.

${whatToType(localBill)}
Control: ${localBill.url}/local-bill (see local-bill/control.mts). Ctrl-C stops it.
`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void localBill.close());
	}
} catch (error) {
	const { code, message } = error as NodeJS.ErrnoException;
	console.error(
		code === 'EADDRINUSE'
			? `Port ${port} is in use. Choose another one with --port.`
			: `The local BILL could not start: ${message}`,
	);
	process.exitCode = 1;
}
