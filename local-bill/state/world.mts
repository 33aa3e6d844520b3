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
	readonly ids = new Ids();
	readonly transactions = new Transactions();
	/** What lists do not show yet. */
	readonly late = new Late();
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
	private waiting?: { names: Set<string>; make: () => void; moment: number };

	constructor(now?: () => Date) {
		this.clock = new Clock(now);
		this.sessions = new Sessions(this.clock);
		this.tokens = new Tokens(this.clock);
		this.mfa = new Mfa(this.clock);
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
		for (const collection of this.collections.values()) collection.clear();
	}

	/** The collection of that name; it is made when first asked for. */
	of<N extends CollectionName>(name: N): Collection<RecordOf<N>> {
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
