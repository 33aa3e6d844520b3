import type { Bill, Data, Rec } from '../../support/bill.mts';
import type { Case } from '../../support/cases.mts';
import { changedLately, anyTime, notArchived } from '../../support/filters.mts';
import { byId, fromList } from '../../support/form.mts';
import { pages, standardCases } from '../../support/standard-cases.mts';
import { makeCustomer } from '../../support/records.mts';
import { times } from './receivables.mts';

const pathOf = (customer: Rec) => `/v3/customers/${customer.id}/contacts`;
const contactBody = { firstName: 'Ines', email: 'ines@quillmoor.example' };
const details = {
	alternateEmail: 'ines.at.home@quillmoor.example',
	altPhone: '+1 510 555 0173',
	phone: '+1 510 555 0172',
};
const before = {
	firstName: 'Bela',
	email: 'bela@quillmoor.example',
	alternateEmail: 'old@b.example',
	altPhone: '2',
	lastName: 'Old',
	phone: '1',
};

/** A customer with a contact and an archived contact, and another customer whose contact must not be shown. */
async function setUp(bill: Bill) {
	const [customer, other] = [await makeCustomer(bill), await makeCustomer(bill)];
	await bill.call('POST', pathOf(other), contactBody);
	const contact = await bill.call('POST', pathOf(customer), before);
	const gone = { firstName: 'Gone', email: 'gone@quillmoor.example' };
	const { id } = await bill.call('POST', pathOf(customer), gone);
	await bill.call('POST', `${pathOf(customer)}/${id}/archive`);
	return { customer, contact, gone: { id, ...gone } };
}

const { caseOf, create, change, ends, getOne, getMany } = standardCases({
	resource: 'customerContact',
	collection: 'customerContacts',
	path: ({ customer }) => pathOf(customer),
	setUp,
	record: ({ contact }) => contact,
	within: ({ customer }, full) => ({ customerId: (full ? fromList : byId)(customer.id) }),
	picked: ({ contact }) => ({ contactId: contact.id }),
});

export const customerContactCases: Case[] = [
	...create({
		smallest: ({ customer }) => ({
			form: contactBody,
			body: contactBody,
			kept: { ...contactBody, _customerId: customer.id, archived: false },
			given: { id: expect.any(String), ...contactBody, archived: false },
		}),
		fullest: () => ({
			form: { ...contactBody, lastName: 'Varga' },
			more: details,
			body: { ...contactBody, lastName: 'Varga', ...details },
			kept: { ...contactBody, lastName: 'Varga', ...details },
			given: { ...contactBody, lastName: 'Varga', ...details },
		}),
		json: () => ({ body: contactBody, given: contactBody }),
	}),
	...getOne({
		smallest: () => ({
			firstName: before.firstName,
			email: before.email,
			lastName: before.lastName,
			phone: before.phone,
			alternateEmail: before.alternateEmail,
			archived: false,
		}),
		fullest: ({ contact: { createdTime } }) => ({ ...before, createdTime }),
	}),
	...getMany({
		begins: ({ contact, gone }) => [
			{ id: contact.id, email: before.email, firstName: before.firstName },
			gone,
		],
		filters: () => [notArchived, anyTime('createdTime'), anyTime('updatedTime'), changedLately()],
		sort: 'createdTime:desc,updatedTime:asc',
		given: () => before,
	}),
	caseOf('getAll', 'pages', {
		localOnly: 'makes more than a hundred contacts',
		setUp: async (bill) => {
			const customer = await makeCustomer(bill);
			await times(101, async (index) => {
				const email = `reader${index}@quillmoor.example`;
				await bill.call('POST', pathOf(customer), { firstName: `Reader ${index}`, email });
			});
			return customer;
		},
		parameters: ({ id }) => ({ customerId: byId(id), returnAll: true }),
		received: (customer) => pages(pathOf(customer), 2),
		given: () => [
			{ firstName: 'Reader 0' },
			...Array<Data>(99).fill({}),
			{ firstName: 'Reader 100' },
		],
	}),
	...change('update', {
		smallest: () => ({
			form: { phone: '' },
			body: { phone: '' },
			kept: { firstName: before.firstName, email: before.email, altPhone: before.altPhone },
			given: { firstName: before.firstName, email: before.email },
		}),
		fullest: () => {
			const changed = {
				firstName: 'Inés',
				lastName: 'Varga',
				email: 'new@quillmoor.example',
				...details,
			};
			return {
				form: changed,
				body: changed,
				kept: changed,
				given: { firstName: 'Inés', lastName: 'Varga', ...details },
			};
		},
		json: () => ({
			body: { lastName: 'Varga' },
			kept: { lastName: 'Varga' },
			given: { lastName: 'Varga' },
		}),
	}),
	...ends('archive', 'restore'),
];
