import type { World } from '../state/world.mts';

/** The roles that every organization has. */
export const standardRoles = [
	['ADMINISTRATOR', 'Administrator'],
	['ACCOUNTANT', 'Accountant'],
	['APPROVER', 'Approver'],
	['PAYER', 'Payer'],
	['PURCHASE_REQUESTER', 'Purchase requester'],
] as const;

/** Adds the roles and returns their IDs in the same order. */
export function addRoles(world: World, createdTime?: string): string[] {
	return standardRoles.map(
		([type, description]) => world.of('roles').add({ type, description, createdTime }).id,
	);
}

/** What an organization has from the start: roles, a price plan, and a risk verification that has not begun. */
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
	// A guess: these are the values before a verification has begun. Only IN_PROGRESS and HOLD are known.
	world.of('riskVerifications').add({
		createdTime,
		processingStatus: 'IN_PROGRESS',
		decision: 'HOLD',
		referenceId: '00000000-0000-4000-8000-000000000000',
	});
	return world;
}
