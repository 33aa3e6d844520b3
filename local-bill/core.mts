import { Faults } from './http/faults.mts';
import type { LoggedRequest } from './http/log.mts';
import { auditVendors } from './rules/audit-trail.mts';
import { Limits } from './rules/limits.mts';
import { seedCompany } from './seed/company.mts';
import { type SeedCounts, seedMany } from './seed/many.mts';
import { World } from './state/world.mts';
import { notifyOfChanges } from './webhooks/changes.mts';
import { Deliveries } from './webhooks/deliveries.mts';

/** One local BILL without its HTTP server: its state, its webhook deliveries, its limits and faults. */
export class Core {
	readonly world: World;
	readonly deliveries: Deliveries;
	readonly limits: Limits;
	readonly faults = new Faults();
	/** Every call since the start or the last reset, oldest first. */
	readonly requests: LoggedRequest[] = [];

	/** @param more records to add to those of the seed */
	constructor(
		now?: () => Date,
		private readonly more?: SeedCounts,
	) {
		this.world = new World(now);
		this.deliveries = new Deliveries(this.world);
		this.limits = new Limits(this.world.clock);
		auditVendors(this.world);
		notifyOfChanges(this);
		this.seed();
	}

	/** Back to the seed: records, sessions, log, faults, limits, clock and deliveries. */
	reset(): void {
		this.limits.reset();
		this.faults.clear();
		this.deliveries.reset();
		this.requests.length = 0;
		this.world.clear();
		this.seed();
	}

	private seed(): void {
		this.world.seeding(() => {
			seedCompany(this.world);
			if (this.more) seedMany(this.world, this.more);
		});
	}
}
