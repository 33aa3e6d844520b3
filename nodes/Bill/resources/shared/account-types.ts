/** The type of a vendor or customer. */
export const accountTypes = [
	{ value: 'BUSINESS', name: 'Business' },
	{ value: 'PERSON', name: 'Person' },
	{ value: 'NONE', name: 'None' },
];
