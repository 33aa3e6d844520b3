import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { email, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { standard } from '../../core/run/operation';
import type { Operation, Resource } from '../../core/run/operation';
import * as records from '../records';
import { timeFilters } from './shared/filters';

/** https://developer.bill.com/docs/customer-contacts */
const PATH = '/v3/customers/{customerId}/contacts';

const customerId = record('customerId', records.customer, { required: true });

const id = record('contactId', records.customerContact, { required: true });

const contactShape: Shape = {
	...strings('id', 'firstName', 'lastName', 'email', 'phone', 'altPhone', 'alternateEmail'),
	archived: 'boolean',
	...strings('createdTime', 'updatedTime'),
};

const firstName = text('firstName', { eg: 'Ines', max: 100 });
const mainEmail = email('email', {
	description: 'The contact signs in to BILL with it; no other contact may use it',
});

const lastName = text('lastName', { eg: 'Varga', max: 100 });
const details: Field[] = [
	email('alternateEmail', { description: 'For notifications; the contact cannot sign in with it' }),
	text('altPhone', { label: 'Alternate Phone', eg: '+1 510 555 0173', max: 40 }),
	text('phone', { eg: '+1 510 555 0172', max: 40 }),
];

const contact = standard({
	one: 'customer contact',
	many: 'customer contacts',
	path: PATH,
	id,
	shape: contactShape,
	simplify: ['id', 'firstName', 'lastName', 'email', 'phone', 'alternateEmail', 'archived'],
});

const ofCustomer = (operation: Operation): Operation => ({
	...operation,
	fields: [customerId, ...operation.fields],
});

export const customerContactResource: Resource = {
	value: 'customerContact',
	name: 'Customer Contact',
	description: 'People at a customer who receive invoices and can sign in to BILL',
	operations: [
		contact.create({
			description:
				'Add a contact to a customer; the contact can sign in to BILL to see and pay invoices',
			fields: [customerId, required(firstName), lastName, required(mainEmail)],
			optional: { as: 'additionalFields', fields: details },
		}),
		ofCustomer(contact.get()),
		ofCustomer(
			contact.getAll(
				{
					// Taken from BILL's other lists; the page of filterable fields does not name contacts.
					filters: [
						filterBy.flag('archived', ['eq', 'ne'], 'Whether the contact is archived'),
						...timeFilters,
					],
					sort: ['createdTime', 'updatedTime'],
				},
				{ description: 'Read the contacts of one customer' },
			),
		),
		ofCustomer(contact.update([firstName, lastName, mainEmail, ...details])),
		ofCustomer(
			contact.archive({
				description: 'Archive one customer contact; it can be restored',
			}),
		),
		ofCustomer(contact.restore()),
	],
};
