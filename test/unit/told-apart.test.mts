import { operations } from '../support/forms.mts';

/*
 * Records that BILL makes in one request are given to their items by what tells them apart. A member that is left out
 * of that list lets two records be exchanged that differ in nothing else: one would be paid for the other.
 */

/**
 * Members that BILL does not give back, or not as they were sent, so that nothing can be told by them. Records that
 * differ in these alone travel in requests of their own.
 */
const NOT_GIVEN_BACK: Record<string, string[]> = {
	// A choice of what the answer shows, and a member that answers about many at once do not have.
	'Bill > Create': ['billApprovals', 'paymentTermId'],
	// BILL masks tax IDs and account numbers, and may give a purpose as a code.
	'Vendor > Create': [
		'paymentInformation.paymentPurpose',
		'additionalInfo.taxId',
		'additionalInfo.taxIdType',
		'paymentInformation.bankAccount',
	],
};

const creates = operations.flatMap(({ title, operation }) => {
	const { bulk, fields, optional } = operation;
	if (!bulk || !('toldApartBy' in bulk.records)) return [];
	const content = [...fields, ...(optional?.fields ?? [])].map(({ path }) => path);
	const sent = content.filter((path) => bulk.takes?.includes(path.split('.')[0]) ?? true);
	return [[title, sent, bulk.records.toldApartBy] as const];
});

test('eleven kinds of records are made many at once', () => {
	expect(creates.map(([title]) => title)).toHaveLength(11);
});

test.each(creates)('%s: by every member that can be filled in', (title, sent, toldApartBy) => {
	const left = sent.filter(
		(path) => !toldApartBy.some((member) => path === member || path.startsWith(`${member}.`)),
	);
	expect(left).toEqual(NOT_GIVEN_BACK[title] ?? []);
});
