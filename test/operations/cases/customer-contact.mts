import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf, patch, post } from '../../support/cases.mts';
import { always, alwaysText } from '../../support/filters.mts';
import { byId, fromList, sortedBy } from '../../support/form.mts';
import { makeCustomer, pagesOf, times } from './receivables.mts';

const { caseOf, bothForms } = casesOf('customerContact');

const pathOf = (customer: Rec) => `/v3/customers/${customer.id}/contacts`;
const contactBody = { firstName: 'Ines', email: 'ines@quillmoor.example' };
const details = {
	alternateEmail: 'ines.at.home@quillmoor.example',
	altPhone: '+1 510 555 0173',
	lastName: 'Varga',
	phone: '+1 510 555 0172',
};

/** A customer with a contact, and another customer whose contacts must not be seen. */
async function withContact(bill: Bill, more: Data = {}) {
	const [customer, other] = [await makeCustomer(bill), await makeCustomer(bill)];
	await bill.call('POST', pathOf(other), contactBody);
	const contact = await bill.call('POST', pathOf(customer), { ...contactBody, ...more });
	return { customer, contact };
}

export const customerContactCases: Case[] = [
	caseOf('create', 'smallest', {
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ id }) => ({ customerId: byId(id), ...contactBody }),
		received: (customer) => [post(pathOf(customer), contactBody)],
		added: { customerContacts: 1 },
		kept: ({ id }, [{ json }]) => ({
			customerContacts: [{ id: json.id, ...contactBody, _customerId: id, archived: false }],
		}),
		given: () => [{ id: expect.any(String), ...contactBody, archived: false }],
	}),
	caseOf('create', 'fullest', {
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ id }) => ({
			customerId: fromList(id),
			inputMode: 'fields',
			...contactBody,
			additionalFields: details,
			options: { timeout: 30 },
		}),
		received: (customer) => [post(pathOf(customer), { ...contactBody, ...details })],
		added: { customerContacts: 1 },
		kept: (_, [{ json }]) => ({
			customerContacts: [{ id: json.id, ...contactBody, ...details }],
		}),
		given: () => [{ ...contactBody, ...details }],
	}),
	caseOf('create', 'json', {
		setUp: (bill) => makeCustomer(bill),
		parameters: ({ id }) => ({
			customerId: byId(id),
			inputMode: 'json',
			body: JSON.stringify(contactBody),
		}),
		received: (customer) => [post(pathOf(customer), contactBody)],
		added: { customerContacts: 1 },
		given: () => [contactBody],
	}),
	caseOf('get', 'smallest', {
		setUp: (bill) => withContact(bill, details),
		parameters: ({ customer, contact }) => ({
			customerId: byId(customer.id),
			contactId: contact.id,
		}),
		received: ({ customer, contact }) => [get(`${pathOf(customer)}/${contact.id}`)],
		given: ({ contact }) => [
			{
				id: contact.id,
				...contactBody,
				lastName: details.lastName,
				phone: details.phone,
				alternateEmail: details.alternateEmail,
				archived: false,
			},
		],
	}),
	caseOf('get', 'fullest', {
		setUp: (bill) => withContact(bill, details),
		parameters: ({ customer, contact }) => ({
			customerId: fromList(customer.id),
			contactId: contact.id,
			simplify: false,
			options: { timeout: 30 },
		}),
		received: ({ customer, contact }) => [get(`${pathOf(customer)}/${contact.id}`)],
		given: ({ contact }) => [
			{ id: contact.id, ...contactBody, ...details, createdTime: contact.createdTime },
		],
	}),
	caseOf('getAll', 'smallest', {
		setUp: (bill) => withContact(bill),
		parameters: ({ customer }) => ({ customerId: byId(customer.id) }),
		received: ({ customer }) => [get(pathOf(customer), { max: '50' })],
		given: ({ contact }) => [{ id: contact.id, ...contactBody }],
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
		received: (customer) => pagesOf(pathOf(customer), 2),
		given: () => [
			{ firstName: 'Reader 0' },
			...Array<Data>(99).fill({}),
			{ firstName: 'Reader 100' },
		],
	}),
	caseOf('getAll', 'fullest', {
		setUp: async (bill) => {
			const known = await withContact(bill, details);
			const { id } = await bill.call('POST', pathOf(known.customer), {
				firstName: 'Gone',
				email: 'gone@quillmoor.example',
			});
			await bill.call('POST', `${pathOf(known.customer)}/${id}/archive`);
			return known;
		},
		parameters: ({ customer }) => ({
			customerId: fromList(customer.id),
			returnAll: true,
			filters: {
				archived: [
					{ operator: 'eq', value: false },
					{ operator: 'ne', value: true },
				],
				createdTime: always,
				updatedTime: always,
			},
			sort: sortedBy(['createdTime', 'desc'], ['updatedTime', 'asc']),
			simplify: false,
			options: { filterText: 'archived:eq:false', timeout: 30 },
		}),
		received: ({ customer }) => [
			get(pathOf(customer), {
				max: '100',
				sort: 'createdTime:desc,updatedTime:asc',
				filters: [
					'archived:eq:false,archived:ne:true',
					alwaysText('createdTime'),
					alwaysText('updatedTime'),
					'archived:eq:false',
				].join(','),
			}),
		],
		given: ({ contact }) => [{ id: contact.id, ...contactBody, ...details }],
	}),
	caseOf('update', 'smallest', {
		setUp: (bill) => withContact(bill, details),
		parameters: ({ customer, contact }) => ({
			customerId: byId(customer.id),
			contactId: contact.id,
			updateFields: { phone: '' },
		}),
		received: ({ customer, contact }) => [
			patch(`${pathOf(customer)}/${contact.id}`, { phone: '' }),
		],
		kept: ({ contact }) => ({
			customerContacts: [{ id: contact.id, ...contactBody, altPhone: details.altPhone }],
		}),
		given: ({ contact }) => [{ id: contact.id, ...contactBody }],
	}),
	caseOf('update', 'fullest', {
		setUp: (bill) => withContact(bill),
		parameters: ({ customer, contact }) => ({
			customerId: fromList(customer.id),
			contactId: contact.id,
			inputMode: 'fields',
			updateFields: { firstName: 'Inés', email: 'new@quillmoor.example', ...details },
			options: { timeout: 30 },
		}),
		received: ({ customer, contact }) => [
			patch(`${pathOf(customer)}/${contact.id}`, {
				firstName: 'Inés',
				email: 'new@quillmoor.example',
				...details,
			}),
		],
		kept: ({ contact }) => ({
			customerContacts: [
				{ id: contact.id, firstName: 'Inés', email: 'new@quillmoor.example', ...details },
			],
		}),
		given: ({ contact }) => [{ id: contact.id, firstName: 'Inés', ...details }],
	}),
	caseOf('update', 'json', {
		setUp: (bill) => withContact(bill),
		parameters: ({ customer, contact }) => ({
			customerId: byId(customer.id),
			contactId: contact.id,
			inputMode: 'json',
			body: { lastName: 'Varga' },
		}),
		received: ({ customer, contact }) => [
			patch(`${pathOf(customer)}/${contact.id}`, { lastName: 'Varga' }),
		],
		kept: ({ contact }) => ({ customerContacts: [{ id: contact.id, lastName: 'Varga' }] }),
		given: ({ contact }) => [{ id: contact.id, lastName: 'Varga' }],
	}),
	...['archive', 'restore'].flatMap((operation) =>
		bothForms(operation, (full) => ({
			setUp: async (bill) => {
				const known = await withContact(bill);
				const path = `${pathOf(known.customer)}/${known.contact.id}`;
				if (operation === 'restore') await bill.call('POST', `${path}/archive`);
				return known;
			},
			parameters: ({ customer, contact }) => ({
				customerId: full ? fromList(customer.id) : byId(customer.id),
				contactId: contact.id,
				...optionsIf(full),
			}),
			received: ({ customer, contact }) => [post(`${pathOf(customer)}/${contact.id}/${operation}`)],
			kept: ({ contact }) => ({
				customerContacts: [{ id: contact.id, archived: operation === 'archive' }],
			}),
			given: ({ contact }) => [{ id: contact.id, archived: operation === 'archive' }],
		})),
	),
];
