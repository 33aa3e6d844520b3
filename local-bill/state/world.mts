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

/** Bytes that a download link leads to. */
export interface StoredFile {
	name: string;
	type: string;
	bytes: Buffer;
}

/** Everything that one local BILL remembers. It knows nothing of what is done with it. */
export class World {
	readonly clock: Clock;
	readonly ids: Ids;
	readonly transactions: Transactions;
	/** What lists do not show yet. */
	readonly late: Late;
	sessions: Sessions;
	tokens: Tokens;
	mfa: Mfa;
	/** Files by the last part of their download link. */
	files = new Map<string, StoredFile>();
	/** Where the local BILL listens; download links begin with it. */
	url = '';
	/** Notifications may be asked for at http addresses of this computer, too. */
	loopbackWebhooks = false;
	/** The organization is one of BILL's select partners, who may subscribe to more events. */
	partner = false;
	/** How Spend & Expense behaves. */
	spend: SpendSwitches = defaultSpendSwitches();
	/** What is written now is no news. */
	quiet = false;

	private readonly collections = new Map<string, Collection<Rec>>();
	/** What the other organizations remember, by their IDs. */
	private readonly others = new Map<string, World>();
	private waiting?: { names: Set<string>; make: () => void; moment: number };

	/** @param main of another organization than the first: they share all but their records */
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

	/** What an organization remembers; the first one unless told. */
	within(organizationId: string): World {
		return this.others.get(organizationId) ?? this;
	}

	/** The records of a kind in all organizations. */
	everywhere<N extends CollectionName>(name: N): Array<RecordOf<N>> {
		const main = this.main ?? this;
		return [main, ...main.others.values()].flatMap((world) => world.of(name).all());
	}

	/** Makes room for another organization. */
	addOrganization(organizationId: string): World {
		const main = this.main ?? this;
		const other = new World(undefined, main);
		main.others.set(organizationId, other);
		this.transactions.onUndo(() => main.others.delete(organizationId));
		return other;
	}

	/** Forgets everything but who watches. */
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

	/** The collection of that name; it is made when first asked for. */
	of<N extends CollectionName>(name: N): Collection<RecordOf<N>> {
		if (this.main && name === 'organizations') return this.main.of(name);
		if (this.waiting?.names.has(name)) this.makeWaiting(this.waiting);
		const collection = this.collections.get(name) ?? new Collection(this, name, prefixes[name]);
		this.collections.set(name, collection);
		return collection as unknown as Collection<RecordOf<N>>;
	}

	/** Has records made once one of their collections is asked for, as if they were made now: most callers never ask. */
	whenAsked(names: CollectionName[], make: () => void): void {
		this.waiting = { names: new Set(names), make, moment: this.clock.now() };
	}

	private makeWaiting({ make, moment }: { make: () => void; moment: number }): void {
		this.waiting = undefined;
		this.clock.at(moment, () => this.seeding(() => this.transactions.apart(make)));
	}

	/** Writes records of the seed: without events, and with the ids that they have after every reset. */
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
