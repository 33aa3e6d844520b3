import type { IDataObject } from 'n8n-workflow';

import {
	asLastDigits,
	asMoney,
	asStatus,
	asText,
	fullName,
	ifArchived,
	joined,
	withDay,
} from '../../core/form/one-line';
import type { ListedKind } from '../../core/run/pick-lists';

interface RecordOptions {
	label: string;
	plural: string;
	/** How the IDs begin. */
	prefix?: string;
	/** A complete ID, if it is not the prefix followed by letters and digits. */
	eg?: string;
	list: ListedKind['list'];
}

/**
 * A kind of record that can be picked. The prefixes of IDs are from https://developer.bill.com/docs/object-ids and
 * BILL's examples; if BILL documents none, any ID of letters and digits is accepted.
 */
export function recordKind({ label, plural, prefix = '', eg, list }: RecordOptions): ListedKind {
	return {
		label,
		searchMethod: `search${plural}`,
		eg: eg ?? `${prefix}${'01ABCDEFGHIJKLMNOPQR'.slice(prefix.length)}`,
		pattern: new RegExp(`^${prefix}[0-9A-Za-z_-]+$`),
		mustBe: prefix
			? `must be an ID that begins with ${prefix}`
			: 'must be an ID of letters and digits',
		list,
	};
}

export { asLastDigits, asMoney, asStatus, asText, fullName, ifArchived, joined, withDay };

/** Whose record it is: the list of bills or invoices contains only the ID. */
export const besideVendor = {
	vendor: { path: '/v3/vendors', id: ({ vendorId }: IDataObject) => vendorId },
};

export const besideCustomer = {
	customer: { path: '/v3/customers', id: ({ customerId }: IDataObject) => customerId },
};

/** What is still to be paid to or by somebody; empty if it is zero. */
export const balanceOf = (word: string, { balance, billCurrency }: IDataObject) => {
	const { amount } = (balance ?? {}) as IDataObject;
	return Number(amount ?? 0) === 0 ? '' : `${word} ${asMoney(amount, billCurrency)}`;
};

/** For records that are identified by name: with the short name, or else the description. */
export const byName = {
	name: (record: IDataObject) =>
		joined(
			record.name,
			ifArchived(record),
			besideName(record, record.shortName ?? record.description),
		),
};

/** A text that says more than the name; empty if it is the same. */
export const besideName = ({ name }: IDataObject, more: unknown) =>
	asText(more).toLowerCase() === asText(name).toLowerCase() ? '' : asText(more);

/** A person and their role: https://developer.bill.com/reference/listorganizationusers */
export const asUser = (record: IDataObject) => {
	const { description, type } = (record.role ?? {}) as IDataObject;
	const role = asText(description) || asStatus(type);
	return joined(fullName(record), ifArchived(record), role, record.email);
};

export const asRole = ({ description, type }: IDataObject) =>
	joined(description, besideName({ name: description }, asStatus(type)));
