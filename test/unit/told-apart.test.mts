import { operations } from '../support/forms.mts';

/*
 * Records that BILL creates in one request are matched to their items by the fields that distinguish them. If a field
 * is missing in that list, two records that differ only in it can be swapped: one would be paid for the other.
 */

/**
 * Fields that BILL does not return, or not as they were sent, so that they cannot distinguish records. Records that
 * differ only in these are sent in separate requests.
 */
const NOT_GIVEN_BACK: Record<string, string[]> = {
	// One only selects what the response shows, and bulk responses do not have the other.
	'Bill > Create': ['billApprovals', 'paymentTermId'],
	// BILL masks tax IDs and account numbers, and may return a purpose as a code.
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
