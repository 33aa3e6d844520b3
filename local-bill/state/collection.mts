import { BillError } from '../errors/bill-error.mts';
import type { Clock } from './clock.mts';
import type { Ids } from './ids.mts';
import type { Transactions } from './transactions.mts';

/** The fields that a record of any kind has. */
export interface Rec {
	id: string;
	/** The second id, for kinds of records that have two. Either one finds the record. */
	uuid?: string;
	createdTime?: string;
	updatedTime?: string;
	archived?: boolean;
}

type Given = 'id' | 'createdTime' | 'updatedTime';

/** A record to be added. The fields that the collection sets may be missing. */
export type New<R extends Rec> = Omit<R, Given | 'uuid'> &
	Partial<Pick<R, Given>> & { uuid?: string };

/** Called for every write of a record, before the write is visible. It may write to other collections. */
export type Watcher<R extends Rec> = (record: R, before: R | undefined) => void;

/** What all collections share. */
export interface Shared {
	clock: Clock;
	ids: Ids;
	transactions: Transactions;
}

/** Stores the records of one kind, in the order of creation. Records are replaced, never modified. */
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

	/** The record. Throws BILL's 404 if there is none. */
	get(id: string): R {
		const record = this.find(id);
		if (!record) throw BillError.notFound(id);
		return record;
	}

	/** The oldest record for which `holds` is true. */
	first(holds: (record: R) => boolean): R | undefined {
		for (const record of this.records.values()) if (holds(record)) return record;
		return undefined;
	}

	all(): R[] {
		return this.view('', () => [...this.records.values()]);
	}

	/**
	 * Caches a value computed from records until the next write of any record. So all pages of a list need only one
	 * sort.
	 */
	view<T>(key: string, compute: () => T): T {
		if (this.rememberedAt !== this.shared.transactions.writes) this.remembered.clear();
		this.rememberedAt = this.shared.transactions.writes;
		if (!this.remembered.has(key)) this.remembered.set(key, compute());
		return this.remembered.get(key) as T;
	}

	/** Calls the watcher for every write from now on. */
	watch(watcher: Watcher<R>): void {
		this.watchers.push(watcher);
	}

	/** Adds a record with an id and the two timestamps, unless it already has its own (as seeds do). */
	add(members: New<R>): R {
		const stamp = members.createdTime ?? this.shared.clock.stamp();
		const ids = members.id ? { id: members.id } : this.shared.ids.forRecord(this.prefix);
		// With these three fields it is a complete R, by the type of `members`; the compiler cannot follow that for a
		// generic R.
		const whole = { updatedTime: stamp, ...members, ...ids, createdTime: stamp } as unknown as R;
		return this.put(whole);
	}

	/** Replaces a record and updates its `updatedTime`. */
	save(record: R): R {
		return this.put({ ...record, updatedTime: this.shared.clock.stamp() });
	}

	/**
	 * Replaces a record without changing `updatedTime` (for fields computed from other records). A write outside of a
	 * transaction is a transaction of its own.
	 */
	put(record: R): R {
		return this.shared.transactions.run(() => {
			const before = this.records.get(record.id);
			this.shared.transactions.onUndo(() => (before ? this.set(before) : this.unset(record.id)));
			if (!before) this.shared.transactions.made.push(record.id);
			for (const watcher of this.watchers) watcher(record, before);
			return this.set(record);
		});
	}

	remove(id: string): void {
		const before = this.get(id);
		this.shared.transactions.onUndo(() => this.set(before));
		this.unset(before.id);
	}

	/** Removes all records without calling the watchers. The watchers stay registered. */
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
