import type { IDataObject } from 'n8n-workflow';

import { asMoney, joined, recordKind } from './record-kind';

/* Lines of one record, which is chosen in the node. BILL lists lines nowhere else. */

const line = (label: string, path: string, member: string, eg?: string) =>
	recordKind({
		label,
		plural: `${label.replaceAll(' ', '')}s`,
		eg,
		list: {
			path,
			member,
			name: ({ amount, description, price, quantity, ratePercent }: IDataObject) => {
				const product = price === undefined ? undefined : Number(price) * Number(quantity ?? 1);
				const percent = ratePercent ? `${Number(ratePercent)} %` : '';
				return joined(description, percent || asMoney(amount ?? product));
			},
		},
	});

export const billLine = line(
	'Bill Line',
	'/v3/bills/{billId}',
	'billLineItems',
	'bli01ABCDEFGHIJKLMNO',
);

export const creditMemoLine = line(
	'Credit Memo Line',
	'/v3/credit-memos/{creditMemoId}',
	'creditMemoLineItems',
);

export const invoiceLine = line('Invoice Line', '/v3/invoices/{invoiceId}', 'invoiceLineItems');

export const recurringBillLine = line(
	'Recurring Bill Line',
	'/v3/recurringbills/{recurringBillId}',
	'recurringBillLineItems',
);

export const recurringInvoiceLine = line(
	'Recurring Invoice Line',
	'/v3/recurring-invoices/{recurringInvoiceId}',
	'recurringInvoiceLineItems',
);

export const vendorCreditLine = line(
	'Vendor Credit Line',
	'/v3/vendor-credits/{vendorCreditId}',
	'vendorCreditLineItems',
);
