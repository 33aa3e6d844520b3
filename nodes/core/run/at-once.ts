import { isWrite } from '../wire/request';
import type { Call } from './operation';

/** One piece of work: its call, if there is one, and its error, if it failed. */
interface Work {
	call?: Call;
	error?: Error;
}

/**
 * Runs jobs, at most `atOnce` at a time. Writes that belong to the same record run one after the other, in the order of
 * the items.
 *
 * @param goOn whether to run the others after one has failed
 */
export async function runAtOnce<Job extends Work>(
	jobs: Job[],
	{ atOnce, goOn }: { atOnce: number; goOn: boolean },
	work: (job: Job) => Promise<void>,
): Promise<void> {
	const running = new Map<string, Promise<void>>();
	const waiting = jobs.map((job) => ({ job, record: job.call && recordOf(job.call) }));
	let hasFailed = false;
	const worker = async () => {
		while (waiting.length > 0 && !(hasFailed && !goOn)) {
			const next = waiting.findIndex(({ record }) => !record || !running.has(record));
			if (next < 0) {
				await Promise.race(running.values());
				continue;
			}
			const [{ job, record }] = waiting.splice(next, 1);
			const done = work(job).then(() => {
				if (record) running.delete(record);
				if (job.error) hasFailed = true;
			});
			if (record) running.set(record, done);
			await done;
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, jobs.length) }, worker));
}

/** What a write belongs to; undefined for reads. */
function recordOf(call: Call): string | undefined {
	const { operation, request, client } = call;
	if (!isWrite(request)) return undefined;
	const inPath = operation.path.includes('{') ? request.path.replace(/\/[a-z-]+$/, '') : undefined;
	const named = operation.belongsTo?.(call);
	return (inPath ?? named) === undefined
		? undefined
		: JSON.stringify([client.account.account, inPath, named]);
}
