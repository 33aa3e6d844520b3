import { type Limits, type State, findChanges } from '../../nodes/BillPollTrigger/changes.ts';
import type { FakeList, Version } from './fake-list.mts';

/** Polls repeatedly. The state is serialized to JSON in between, as in n8n's database. */
export function poller(lists: FakeList[], limits: Partial<Limits> = {}) {
	let kept: string | undefined;
	let count = 0;
	const self = {
		/** Our clock, which is not BILL's. */
		now: 0,
		get state() {
			return JSON.parse(kept!) as State;
		},
		async poll(): Promise<Version[]> {
			if (++count > 2_000) throw new Error('There is no end of what is new');
			const before = kept === undefined ? undefined : (JSON.parse(kept) as State);
			const all = { most: 10_000, atOnce: 3, comesBack: false, now: self.now, ...limits };
			const { records, state } = await findChanges(lists, before, all);
			kept = JSON.stringify(state);
			return records;
		},
		async ids(): Promise<string[]> {
			return (await self.poll()).map(({ id }) => id);
		},
	};
	return self;
}
