import { Clock } from './clock.mts';
import { Collection, type Rec } from './collection.mts';
import { Ids, prefixes } from './ids.mts';
import { Late } from './late.mts';
import { Mfa } from './mfa.mts';
import type { CollectionName, RecordOf } from './records/index.mts';
import { Sessions } from './sessions.mts';
import { defaultSpendSwitches, type SpendSwitches } from './spend-switches.mts';
import { Tokens } from './tokens.mts';
import { Transactions } from './transactions.mts';

/** The file behind a download link. */
export interface StoredFile {
	name: string;
	type: string;
	bytes: Buffer;
}

/** The whole state of one local BILL. It knows nothing about its use. */
export class World {
	readonly clock: Clock;
	readonly ids: Ids;
	readonly transactions: Transactions;
	/** Records that lists do not show yet. */
	readonly late: Late;
	sessions: Sessions;
	tokens: Tokens;
	mfa: Mfa;
	/** Files by the last segment of their download link. */
	files = new Map<string, StoredFile>();
	/** The base URL of the local BILL. Download links begin with it. */
	url = '';
	/** Allows webhook subscriptions with http URLs on this computer. */
	loopbackWebhooks = false;
	/** Whether the organization is one of BILL's select partners, which may subscribe to more events. */
	partner = false;
	/** The behavior of Spend & Expense. */
	spend: SpendSwitches = defaultSpendSwitches();
	/** Writes send no events. */
	quiet = false;

	private readonly collections = new Map<string, Collection<Rec>>();
	/** The state of the other organizations, by their IDs. */
	private readonly others = new Map<string, World>();
	private waiting?: { names: Set<string>; make: () => void; moment: number };

	/** @param main set for any organization but the first: they share everything except their records */
	constructor(
		now?: () => Date,
		private readonly main?: World,
	) {
		this.clock = main?.clock ?? new Clock(now);
		this.ids = main?.ids ?? new Ids();
		this.transactions = main?.transactions ?? new Transactions();
		this.late = main?.late ?? new Late();
		this.sessions = main?.sessions ?? new Sessions(this.clock);
		this.tokens = main?.tokens ?? new Tokens(this.clock);
		this.mfa = main?.mfa ?? new Mfa(this.clock);
		if (main) [this.url, this.files] = [main.url, main.files];
	}

	/** The state of an organization; the first one if the ID is unknown. */
	within(organizationId: string): World {
		return this.others.get(organizationId) ?? this;
	}

	/** The records of a kind in all organizations. */
	everywhere<N extends CollectionName>(name: N): Array<RecordOf<N>> {
		const main = this.main ?? this;
		return [main, ...main.others.values()].flatMap((world) => world.of(name).all());
	}

	/** Adds another organization. */
	addOrganization(organizationId: string): World {
		const main = this.main ?? this;
		const other = new World(undefined, main);
		main.others.set(organizationId, other);
		this.transactions.onUndo(() => main.others.delete(organizationId));
		return other;
	}

	/** Clears everything except the registered watchers. */
	clear(): void {
		this.clock.reset();
		this.ids.reset();
		this.late.clear();
		this.partner = false;
		this.spend = defaultSpendSwitches();
		this.sessions = new Sessions(this.clock);
		this.tokens = new Tokens(this.clock);
		this.mfa = new Mfa(this.clock);
		this.files = new Map();
		this.waiting = undefined;
		this.others.clear();
		for (const collection of this.collections.values()) collection.clear();
	}

	/** The collection with that name, created on first use. */
	of<N extends CollectionName>(name: N): Collection<RecordOf<N>> {
		if (this.main && name === 'organizations') return this.main.of(name);
		if (this.waiting?.names.has(name)) this.makeWaiting(this.waiting);
		const collection = this.collections.get(name) ?? new Collection(this, name, prefixes[name]);
		this.collections.set(name, collection);
		return collection as unknown as Collection<RecordOf<N>>;
	}

	/**
	 * Creates records lazily, when one of their collections is first used, but with the time of this call. Most callers
	 * never use them.
	 */
	whenAsked(names: CollectionName[], make: () => void): void {
		this.waiting = { names: new Set(names), make, moment: this.clock.now() };
	}

	private makeWaiting({ make, moment }: { make: () => void; moment: number }): void {
		this.waiting = undefined;
		this.clock.at(moment, () => this.seeding(() => this.transactions.apart(make)));
	}

	/** Writes records of the seed: without events, and with ids that are the same after every reset. */
	seeding(write: () => void): void {
		const before = this.quiet;
		this.quiet = this.ids.isSeeding = true;
		try {
			write();
		} finally {
			this.quiet = this.ids.isSeeding = before;
		}
	}
}
