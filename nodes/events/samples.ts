/** Whole records as events tell of them, made up, for test events: https://developer.bill.com/docs/notification-payloads-reference */
const samples: Record<string, object> = {
	'bank-account': {
		id: 'bac01ABCDEFGHIJKLMNO',
		bankName: 'First Harbor Bank',
		nameOnAccount: 'Northwind Bakery',
		accountNumber: '******4821',
		routingNumber: '322271627',
		type: 'CHECKING',
		ownerType: 'BUSINESS',
		status: 'VERIFIED',
		archived: false,
	},
	bill: {
		id: '00n01ABCDEFGHIJKLMNO',
		vendorId: '00901ABCDEFGHIJKLMNO',
		vendorName: 'Northwind Office Supplies',
		amount: 228.99,
		dueAmount: 228.99,
		dueDate: '2027-01-31',
		invoice: { invoiceNumber: 'NW-2027-0114', invoiceDate: '2027-01-01T00:00:00.000Z' },
		paymentStatus: 'UNPAID',
		approvalStatus: 'UNASSIGNED',
		archived: false,
	},
	'card-account': {
		id: 'cac01ABCDEFGHIJKLMNO',
		nameOnAccount: 'Northwind Bakery',
		brand: 'VISA',
		type: 'CREDIT',
		last4: '4242',
		status: 'VERIFIED',
		archived: false,
	},
	invoice: {
		id: '00e01ABCDEFGHIJKLMNO',
		customerId: '0cu01ABCDEFGHIJKLMNO',
		invoiceNumber: 'QRC-2027-014',
		invoiceDate: '2027-01-01',
		dueDate: '2027-01-31',
		totalAmount: 39.98,
		dueAmount: 39.98,
		status: 'OPEN',
		archived: false,
	},
	payment: {
		id: 'stp01ABCDEFGHIJKLMNO',
		status: 'CLEARED',
		billIds: ['00n01ABCDEFGHIJKLMNO'],
		vendor: { id: '00901ABCDEFGHIJKLMNO', name: 'Northwind Office Supplies' },
		transactionNumber: 'RUN2027010042',
		processDate: '2027-01-29',
	},
	'risk-verification': { status: 'APPROVE' },
	vendor: {
		id: '00901ABCDEFGHIJKLMNO',
		name: 'Northwind Office Supplies',
		email: 'billing@example.com',
		phone: '5105550134',
		billCurrency: 'USD',
		networkStatus: 'NOT_CONNECTED',
		archived: false,
	},
};

/** The member of a test event that holds its record, with one made up; nothing for events that need none. */
export function sampleFor(eventType: string): { member: string; record: object } | undefined {
	const member = eventType.slice(0, eventType.lastIndexOf('.'));
	const record = samples[member];
	return record && { member, record };
}
