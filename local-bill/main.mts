#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander';
import { type LoggedRequest, startLocalBill } from './server.mts';
import type { SeedCounts } from './seed/many.mts';
import { whatToType } from './what-to-type.mts';

function wholeNumber(text: string): number {
	if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Not a whole number.');
	return Number(text);
}

const KINDS = ['vendors', 'customers', 'bills'] as const;

/** Parses `vendors=1000,bills=200`. */
function counts(text: string): SeedCounts {
	return Object.fromEntries(
		text.split(',').map((part) => {
			const [kind, count] = part.split('=');
			if (!KINDS.some((known) => known === kind)) {
				throw new InvalidArgumentError(`Write ${KINDS.join('=<n>,')}=<n>, or some of these.`);
			}
			return [kind, wholeNumber(count ?? '')];
		}),
	);
}

/** A clock that starts at that moment and runs on from there. */
function clockFrom(text: string): () => Date {
	const begin = Date.parse(text);
	if (Number.isNaN(begin)) {
		throw new InvalidArgumentError(
			'Use a date or a time, such as 2026-01-31 or 2026-01-31T09:00:00Z.',
		);
	}
	const started = Date.now();
	return () => new Date(begin + Date.now() - started);
}

const { port, latency, seed, clock, loopbackWebhooks } = new Command('bill-local')
	.description('A local stand-in for BILL, to try workflows and programs with. It is not BILL.')
	.option('--port <number>', 'port to listen on; 0 uses any free port', wholeNumber, 4010)
	.option('--latency <ms>', 'milliseconds added to each response', wholeNumber, 0)
	.option('--seed <counts>', 'records to add at the start, e.g. vendors=1000,bills=200', counts)
	.option('--clock <time>', 'start time of its clock, e.g. 2026-01-31', clockFrom)
	.option(
		'--loopback-webhooks',
		'accept webhook subscriptions with http URLs on this computer',
		false,
	)
	.parse()
	.opts<{
		port: number;
		latency: number;
		seed?: SeedCounts;
		clock?: () => Date;
		loopbackWebhooks: boolean;
	}>();

/** One call as a log line: no query, no secrets. */
function line({ method, path, status, dropped, ms, code }: LoggedRequest): string {
	const result = status ?? (dropped ? `dropped (${dropped})` : 'gone');
	return `${method.padEnd(6)} ${path}  ${result}${code ? ` ${code}` : ''}  ${ms} ms`;
}

try {
	const localBill = await startLocalBill({
		port,
		latency,
		loopbackWebhooks,
		now: clock,
		seed,
		onRequest: (entry) => console.log(line(entry)),
		onDelivery: ({ type, url, status, error }) =>
			console.log(`EVENT  ${type} to ${url}  ${status ?? error}`),
	});
	console.log(`
A local BILL is running. It is not BILL: nothing here moves money.

${whatToType(localBill)}

Stored records and received requests: ${localBill.url} (a page). Ctrl-C stops it.
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
