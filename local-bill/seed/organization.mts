import { toBillTime } from '../state/clock.mts';
import { credentials } from '../state/credentials.mts';
import type { World } from '../state/world.mts';
import { pdfOf } from './pdf.mts';

const address = {
	line1: '18 Harbor Street',
	city: 'Providence',
	stateOrProvince: 'RI',
	zipOrPostalCode: '02903',
	country: 'US',
};

/** The company itself, its plan, BILL's monthly statements, and BILL's risk verification. */
export function seedOrganization(world: World, createdTime: string): void {
	world.of('organizations').add({
		id: credentials.organizationId,
		createdTime,
		archived: false,
		name: 'Northlight Goods LLC',
		address,
		mailingAddress: address,
		phone: '4015550100',
		companyOwner: { name: 'Avery Lindqvist', dateOfBirth: '1984-05-17' },
		taxId: '00-0000000',
		taxIdType: 'EIN',
		industry: 'Import and Export',
		businessCategory: 'LIMITED_LIABILITY_COMPANY',
		accountType: 'BUSINESS',
		processingOptions: {
			mailingAddressSameAsPhysical: true,
			individualTransferOut: false,
			individualTransferIn: false,
		},
	});
	world.of('pricePlans').add({
		createdTime,
		name: 'Team',
		monthlyPrice: 55,
		allowTrial: false,
		priceVariesPerUser: true,
		planTerms: [
			{ type: 'USER', name: 'User', tier: 1, quantity: 1, price: 55 },
			{ type: 'CHECK', name: 'Check payment', tier: 1, quantity: 1, price: 1.99 },
			{ type: 'ACH', name: 'ACH payment', tier: 1, quantity: 1, price: 0.59 },
		],
	});
	world.of('riskVerifications').add({
		createdTime,
		processingStatus: 'IN_PROGRESS',
		decision: 'HOLD',
		referenceId: '3f0f2c52-9d0e-4c3a-8c0e-6b1d2a7c9e11',
		_phone: { phoneNumber: '4015550100', phoneType: 'MOBILE' },
	});
	for (let ago = 1; ago <= 6; ago += 1) seedStatement(world, ago);
}

/** The statement of a past month. The latest one is not paid yet. */
function seedStatement(world: World, ago: number): void {
	const now = new Date(world.clock.now());
	const firstOf = (months: number) =>
		Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago + months, 1);
	const day = (time: number) => new Date(time).toISOString().slice(0, 10);
	const [startDate, invoiceDate] = [day(firstOf(0)), day(firstOf(1))];
	const checks = 4 + (ago % 3);
	const details = [
		{ quantity: 5, description: 'Users', type: 'SUBSCRIPTION', amount: 275 },
		{ quantity: checks, description: 'Check payments', type: 'TRANSACTION', amount: checks * 1.99 },
	];
	const amount = Math.round(details.reduce((sum, each) => sum + each.amount, 0) * 100) / 100;
	const invoiceNumber = `BDC-${startDate.slice(0, 7).replace('-', '')}`;
	const { id } = world.of('billingStatements').add({
		createdTime: toBillTime(firstOf(1)),
		amount,
		billingPeriod: { startDate, endDate: day(firstOf(1) - 86_400_000) },
		description: `Charges of ${startDate.slice(0, 7)}`,
		invoiceDate,
		invoiceNumber,
		...(ago === 1
			? { paymentStatus: 'UNPAID' }
			: { paymentStatus: 'PAID', paymentDate: day(firstOf(1) + 5 * 86_400_000) }),
		statementDetails: details,
	});
	const rows = details.map((each) => [each.description, each.quantity, each.amount.toFixed(2)]);
	const csv = [['Description', 'Quantity', 'Amount'], ...rows].map((row) => row.join()).join('\n');
	const text = [
		`Statement ${invoiceNumber}`,
		...rows.map((row) => row.join('   ')),
		`Total ${amount}`,
	];
	const file = (type: string, ending: string, bytes: Buffer) =>
		world.files.set(`${id}.${ending}`, { name: `${invoiceNumber}.${ending}`, type, bytes });
	file('text/csv', 'csv', Buffer.from(`${csv}\n`));
	file('application/pdf', 'pdf', pdfOf(text));
}
