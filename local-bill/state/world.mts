import { randomBytes } from 'node:crypto';
import { Faults } from '../http/faults.mts';
import { Limits } from '../http/limits.mts';
import type { LoggedRequest } from '../http/log.mts';
import { Deliveries } from '../webhooks/deliveries.mts';
import { Clock } from './clock.mts';
import { Collection } from './collection.mts';
import { makeId, prefixes } from './ids.mts';
import { Mfa } from './mfa.mts';
import { Sessions } from './sessions.mts';

export type CollectionName = keyof typeof prefixes;

/** Bytes that a download link leads to. */
export interface StoredFile {
	name: string;
	type: string;
	bytes: Buffer;
}

/** Everything that one local BILL remembers. */
export class World {
	readonly clock: Clock;
	readonly limits = new Limits(this);
	readonly faults = new Faults();
	readonly deliveries = new Deliveries(this);
	readonly requests: LoggedRequest[] = [];
	sessions: Sessions;
	mfa: Mfa;
	/** Files by the last part of their download link. */
	files = new Map<string, StoredFile>();
	/** Counts every write of a record: what was computed before the last one is stale. */
	writes = 0;
	/** Where the local BILL listens; download links begin with it. */
	url = '';
	/** Notifications may be asked for at http addresses of this computer, too. */
	loopbackWebhooks = false;
	/** The organization is one of BILL's select partners, who may subscribe to more events. */
	partner = false;
	/** What is written now is no news: seeds. */
	quiet = false;

	private collections = new Map<string, Collection>();
	private counters = new Map<string, number>();
	private undo: Array<() => void> | undefined;
	private committed: Array<() => void> = [];

	constructor(
		now: (() => Date) | undefined,
		private readonly seed: (world: World) => void,
	) {
		this.clock = new Clock(now);
		this.sessions = new Sessions(this);
		this.mfa = new Mfa(this);
		this.quietly(() => this.seed(this));
	}

	/** Back to the seed: records, sessions, log, faults, limits, clock and deliveries. */
	reset(): void {
		this.clock.reset();
		this.limits.reset();
		this.faults.clear();
		this.deliveries.reset();
		this.partner = false;
		this.requests.length = 0;
		this.sessions = new Sessions(this);
		this.mfa = new Mfa(this);
		this.files = new Map();
		this.collections = new Map();
		this.counters = new Map();
		this.quietly(() => this.seed(this));
	}

	/** The collection of that name; it is made when first asked for. */
	of(name: CollectionName): Collection {
		let collection = this.collections.get(name);
		if (!collection) {
			collection = new Collection(this, name, prefixes[name]);
			this.collections.set(name, collection);
		}
		return collection;
	}

	/** The next id with a prefix. */
	newId(prefix: string): string {
		const n = (this.counters.get(prefix) ?? 0) + 1;
		this.counters.set(prefix, n);
		return makeId(prefix, n);
	}

	/** A random text that cannot be guessed: session ids, MFA ids. */
	secret(): string {
		return randomBytes(24).toString('hex');
	}

	/** Runs a change of records whole or not at all: when it throws, nothing has been written. */
	transaction<T>(change: () => T): T {
		if (this.undo) return change();
		this.undo = [];
		this.committed = [];
		let result: T;
		try {
			result = change();
		} catch (error) {
			for (const step of this.undo.reverse()) step();
			throw error;
		} finally {
			this.undo = undefined;
		}
		for (const work of this.committed.splice(0)) work();
		return result;
	}

	/** Notes how to take a write back, should the transaction fail. */
	onUndo(step: () => void): void {
		this.undo?.push(step);
	}

	/** Runs what tells others of a change once it is sure; not at all should the transaction fail. Outside of one, at once. */
	afterCommit(work: () => void): void {
		if (this.undo) this.committed.push(work);
		else work();
	}

	/** Writes without events. */
	quietly(write: () => void): void {
		const before = this.quiet;
		this.quiet = true;
		try {
			write();
		} finally {
			this.quiet = before;
		}
	}
}
