import type { World } from '../state/world.mts';

/** The roles that every organization has. */
export const standardRoles = [
	['ADMINISTRATOR', 'Administrator'],
	['ACCOUNTANT', 'Accountant'],
	['APPROVER', 'Approver'],
	['PAYER', 'Payer'],
	['PURCHASE_REQUESTER', 'Purchase requester'],
] as const;

/** Adds the roles; answers their IDs in that order. */
export function addRoles(world: World, createdTime?: string): string[] {
	return standardRoles.map(
		([type, description]) => world.of('roles').add({ type, description, createdTime }).id,
	);
}

/** What an organization has from its first moment: roles, a price plan, and a check that has not begun. */
export function openOrganization(main: World, organizationId: string, createdTime?: string): World {
	const world = main.addOrganization(organizationId);
	addRoles(world, createdTime);
	world.of('pricePlans').add({
		createdTime,
		name: 'Partner',
		monthlyPrice: 0,
		allowTrial: false,
		priceVariesPerUser: false,
		planTerms: [],
	});
	// That a check which has not begun says so is a guess: only IN_PROGRESS and HOLD are known.
	world.of('riskVerifications').add({
		createdTime,
		processingStatus: 'IN_PROGRESS',
		decision: 'HOLD',
		referenceId: '00000000-0000-4000-8000-000000000000',
	});
	return world;
}
