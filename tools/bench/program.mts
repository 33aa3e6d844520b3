import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import axios from 'axios';
import type { LocalBill } from '../../local-bill/server.mts';
import { cleanEnv } from '../lib/clean-env.mts';
import { repository } from '../lib/paths.mts';
import type { N8nProgram } from '../n8n/install.mts';
import type { Ask } from './bare-program.mts';
import type { Done, Program } from './job.mts';
import { watch, type Watch } from './watch.mts';

/** The bare program, running and signed in. */
export interface BareProgram {
	watch: Watch;
	/** Keys and session, for the bench's own requests to BILL. */
	headers: Record<string, string>;
	work(program: Program): Promise<Done>;
	ask<Answer>(ask: Ask): Promise<Answer>;
	stop(): void;
}

/** Starts the bare program with the same Node.js as n8n. */
export async function startProgram(bill: LocalBill, { node }: N8nProgram): Promise<BareProgram> {
	const watched = await watch();
	const child = fork(path.join(repository, 'tools', 'bench', 'bare-program.mts'), {
		execPath: node,
		execArgv: ['--import', 'tsx'],
		cwd: repository,
		env: cleanEnv(watched.env),
	});
	const ended = once(child, 'exit').then(() => {
		throw new Error('The bare program has ended');
	});
	ended.catch(() => undefined);
	const answered = async <Answer,>() => {
		const [message] = (await Promise.race([once(child, 'message'), ended])) as [
			{ given: Answer; error?: string },
		];
		if (message.error) throw new Error(`The bare program failed: ${message.error}`);
		return message.given;
	};
	await answered();
	const ask = async <Answer,>(what: Ask) => {
		const answer = answered<Answer>();
		child.send(what);
		return await answer;
	};
	const { rememberMeId, device } = bill.mfa;
	const { data } = await axios.post<{ sessionId: string }>(
		`${bill.url}/connect/v3/login`,
		{ ...bill.credentials, rememberMeId, device },
		{ proxy: false },
	);
	const { devKey } = bill.credentials;
	const headers = { devKey, sessionId: data.sessionId, apiToken: bill.spendToken };
	return {
		watch: watched,
		headers,
		ask,
		work: async (program) => {
			const work = async () => await ask<Done>({ do: 'work', program, url: bill.url, headers });
			const { result, grown } = await watched.memoryOf(work);
			return { ...result, grown };
		},
		stop: () => child.kill(),
	};
}
