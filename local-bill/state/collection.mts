import { BillError } from '../errors/bill-error.mts';
import type { Clock } from './clock.mts';
import type { Ids } from './ids.mts';
import type { Transactions } from './transactions.mts';

/** What is known of a record of any kind. */
export interface Rec {
	id: string;
	/** The second id, where a kind of record has two. Either finds the record. */
	uuid?: string;
	createdTime?: string;
	updatedTime?: string;
	archived?: boolean;
}

type Given = 'id' | 'createdTime' | 'updatedTime';

/** A record that is to be added: what the collection gives it may be missing. */
export type New<R extends Rec> = Omit<R, Given | 'uuid'> &
	Partial<Pick<R, Given>> & { uuid?: string };

/** Told of every write of a record, before it can be seen; it may write to other collections. */
export type Watcher<R extends Rec> = (record: R, before: R | undefined) => void;

/** What all collections share. */
export interface Shared {
	clock: Clock;
	ids: Ids;
	transactions: Transactions;
}

/** Keeps the records of one kind, in order of creation. Records are replaced, never changed in place. */
export class Collection<R extends Rec> {
	private readonly records = new Map<string, R>();
	/** Ids by uuid. */
	private readonly uuids = new Map<string, string>();
	private readonly remembered = new Map<string, unknown>();
	private rememberedAt = -1;
	private readonly watchers: Array<Watcher<R>> = [];

	constructor(
		private readonly shared: Shared,
		readonly name: string,
		readonly prefix: string,
	) {}

	get size(): number {
		return this.records.size;
	}

	find(id: string): R | undefined {
		return this.records.get(id) ?? this.records.get(this.uuids.get(id) ?? '');
	}

	/** The record, or BILL's 404. */
	get(id: string): R {
		const record = this.find(id);
		if (!record) throw BillError.notFound(id);
		return record;
	}

	/** The oldest record that the test holds for. */
	first(holds: (record: R) => boolean): R | undefined {
		for (const record of this.records.values()) if (holds(record)) return record;
		return undefined;
	}

	all(): R[] {
		return this.view('', () => [...this.records.values()]);
	}

	/** Something computed from records, remembered until the next write of any: pages of one list cost one sort. */
	view<T>(key: string, compute: () => T): T {
		if (this.rememberedAt !== this.shared.transactions.writes) this.remembered.clear();
		this.rememberedAt = this.shared.transactions.writes;
		if (!this.remembered.has(key)) this.remembered.set(key, compute());
		return this.remembered.get(key) as T;
	}

	/** Tells the watcher of every write from now on. */
	watch(watcher: Watcher<R>): void {
		this.watchers.push(watcher);
	}

	/** Adds a record: gives it an id and the two time stamps, unless it brings its own (as seeds do). */
	add(members: New<R>): R {
		const stamp = members.createdTime ?? this.shared.clock.stamp();
		const ids = members.id ? { id: members.id } : this.shared.ids.forRecord(this.prefix);
		// With these three it is whole, by the type of `members`; the compiler does not follow that for an R of any kind.
		const whole = { updatedTime: stamp, ...members, ...ids, createdTime: stamp } as unknown as R;
		return this.put(whole);
	}

	/** Replaces a record; `updatedTime` moves. */
	save(record: R): R {
		return this.put({ ...record, updatedTime: this.shared.clock.stamp() });
	}

	/** Replaces a record without moving `updatedTime` (for members that are computed from other records). A lone write is a transaction of its own. */
	put(record: R): R {
		return this.shared.transactions.run(() => {
			const before = this.records.get(record.id);
			this.shared.transactions.onUndo(() => (before ? this.set(before) : this.unset(record.id)));
			for (const watcher of this.watchers) watcher(record, before);
			return this.set(record);
		});
	}

	remove(id: string): void {
		const before = this.get(id);
		this.shared.transactions.onUndo(() => this.set(before));
		this.unset(before.id);
	}

	/** Forgets every record, with no word to the watchers, who stay. */
	clear(): void {
		this.records.clear();
		this.uuids.clear();
		this.shared.transactions.writes += 1;
	}

	private set(record: R): R {
		this.records.set(record.id, record);
		if (record.uuid) this.uuids.set(record.uuid, record.id);
		this.shared.transactions.writes += 1;
		return record;
	}

	private unset(id: string): void {
		const { uuid } = this.records.get(id) ?? {};
		if (uuid) this.uuids.delete(uuid);
		this.records.delete(id);
		this.shared.transactions.writes += 1;
	}
}
