/**
 * Whole records as events contain them, made up for test events:
 * https://developer.bill.com/docs/notification-payloads-reference
 */
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
	'spend.reimbursement': {
		uuid: 'rmb_7c1e0f2a5b3d4e8f9a6c',
		status: 'AWAITING_APPROVAL',
		amount: 42.5,
		merchantName: 'Harbor Coffee',
		note: 'Breakfast with the press',
		occurredDate: '2027-01-20',
		type: 'PURCHASE',
		budgetUuid: 'bgt_7c1e0f2a5b3d4e8f9a6c',
		userUuid: 'usr_7c1e0f2a5b3d4e8f9a6c',
	},
	'spend.three-ds-challenge': {
		acsTransactionId: '9f0b2c1d-4a5e-4f6a-8b7c-0d1e2f3a4b5c',
		merchantName: 'Harbor Coffee',
		merchantCategoryCode: '5814',
		amount: 42.5,
		occurredTime: '2027-01-20T17:05:00.000Z',
		cardUuid: 'crd_7c1e0f2a5b3d4e8f9a6c',
		userUuid: 'usr_7c1e0f2a5b3d4e8f9a6c',
	},
	'spend.transaction': {
		uuid: 'txr_7c1e0f2a5b3d4e8f9a6c',
		transactionType: 'CLEAR',
		amount: 42.5,
		merchantName: 'Harbor Coffee',
		occurredTime: '2027-01-20T17:05:00.000Z',
		updatedTime: '2027-01-21T09:00:00.000Z',
		complete: false,
		budgetUuid: 'bgt_7c1e0f2a5b3d4e8f9a6c',
		userUuid: 'usr_7c1e0f2a5b3d4e8f9a6c',
	},
};

/** In a test event of Spend & Expense, the member with the record has another name than the event. */
const MEMBERS: Record<string, string> = {
	'spend.reimbursement': 'reimbursement',
	'spend.three-ds-challenge': 'threeDsChallenge',
	'spend.transaction': 'transaction',
};

/** The member of a test event that holds its record, and a made-up record; undefined for events that need none. */
export function sampleFor(eventType: string): { member: string; record: object } | undefined {
	const kind = eventType.slice(0, eventType.lastIndexOf('.'));
	const record = samples[kind];
	return record && { member: MEMBERS[kind] ?? kind, record };
}
