/** What a vendor or customer is. */
export const accountTypes = [
	{ value: 'BUSINESS', name: 'Business' },
	{ value: 'PERSON', name: 'Person' },
	{ value: 'NONE', name: 'None' },
];
