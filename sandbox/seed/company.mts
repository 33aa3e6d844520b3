import { toBillTime } from '../state/clock.mts';
import type { World } from '../state/world.mts';
import { seedBills } from './bills.mts';
import { seedClassifications } from './classifications.mts';
import { seedCustomers } from './customers.mts';
import { seedFunding } from './funding.mts';
import { seedPayments } from './payments.mts';
import { seedUsers } from './users.mts';
import { seedVendors } from './vendors.mts';

const DAYS = 86_400_000;

/** Northlight Goods, a small importer of household goods that does not exist, as it was found this morning. */
export function seedCompany(world: World): void {
	const time = (daysAgo: number) => toBillTime(world.clock.now() - daysAgo * DAYS);
	seedUsers(world, time(400));
	seedClassifications(world, time(390));
	seedFunding(world, time(380));
	seedVendors(world, time);
	seedCustomers(world, time);
	seedBills(world, time);
	seedPayments(world, time);
}
