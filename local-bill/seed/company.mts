import { toBillTime } from '../state/clock.mts';
import { prefixes } from '../state/ids.mts';
import type { CollectionName } from '../state/records/index.mts';
import type { World } from '../state/world.mts';
import { seedApprovals } from './approvals.mts';
import { seedBills } from './bills.mts';
import { seedClassifications } from './classifications.mts';
import { seedCustomers } from './customers.mts';
import { seedExports } from './exports.mts';
import { seedFunding } from './funding.mts';
import { seedInvoices } from './invoices.mts';
import { seedNetwork } from './network.mts';
import { seedOrganization } from './organization.mts';
import { seedPartner } from './partner.mts';
import { seedPayments } from './payments.mts';
import { seedRecurringBills } from './recurring-bills.mts';
import { seedSpend } from './spend.mts';
import { seedUsers } from './users.mts';
import { seedVendors } from './vendors.mts';
import { seedWebhooks } from './webhooks.mts';

const DAYS = 86_400_000;
const SPEND = (Object.keys(prefixes) as CollectionName[]).filter((name) =>
	name.startsWith('spend'),
);

/** Northlight Goods, a fictional small importer of household goods, as of this morning. */
export function seedCompany(world: World): void {
	const time = (daysAgo: number) => toBillTime(world.clock.now() - daysAgo * DAYS);
	seedOrganization(world, time(400));
	seedUsers(world, time(400));
	seedClassifications(world, time(390));
	seedApprovals(world, time(385));
	seedFunding(world, time(380));
	seedVendors(world, time);
	seedCustomers(world, time);
	seedBills(world, time);
	seedPayments(world, time);
	seedInvoices(world, time);
	seedRecurringBills(world, time);
	seedNetwork(world, time(260));
	seedExports(world, time);
	world.whenAsked(SPEND, () => seedSpend(world, time));
	seedWebhooks(world, time);
	seedPartner(world, time(200));
}
