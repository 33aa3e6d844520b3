// Loaded into a process before its program (`node --import`); tells the bench about memory and CPU time. It listens
// on loopback, at the port in BENCH_PORT.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = /** @type {() => void} */ (runInNewContext('gc'));

/** The profile of the whole program, once requested. */
let session = /** @type {Session | undefined} */ (undefined);

/** The peak memory of this process since the last reset, in bytes. Available on Linux only. */
function peak() {
	const status = readFileSync('/proc/self/status', 'utf8');
	return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024;
}

/** @type {Record<string, () => unknown>} */
const answers = {
	// Collects garbage and resets the peak, so that the next peak belongs to the next job.
	'/memory/reset': () => {
		collectGarbage();
		writeFileSync('/proc/self/clear_refs', '5');
		return { bytes: process.memoryUsage.rss() };
	},
	'/memory/peak': () => ({ bytes: peak() }),
	'/profile/start': async () => {
		session = new Session();
		session.connect();
		await session.post('Profiler.enable');
		await session.post('Profiler.start');
	},
	'/profile/stop': async () => (await session?.post('Profiler.stop'))?.profile,
};

createServer((request, response) => {
	const give = (/** @type {unknown} */ answer) => response.end(JSON.stringify(answer ?? {}));
	Promise.resolve()
		.then(() => answers[request.url ?? '']?.())
		.then(give, (error) => response.writeHead(500).end(String(error)));
})
	.listen(Number(process.env.BENCH_PORT), '127.0.0.1')
	.unref();

// Do not watch the processes that this one starts.
delete process.env.NODE_OPTIONS;
delete process.env.BENCH_PORT;
