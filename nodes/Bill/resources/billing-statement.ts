import type { IDataObject } from 'n8n-workflow';

import { choice, day } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { FieldError } from '../../core/form/values';
import { withDownload } from '../../core/run/files';
import { standard } from '../../core/run/operation';
import type { Call, Output, Resource } from '../../core/run/operation';
import * as records from '../records';
import { outputField } from './shared/file-fields';

/** https://developer.bill.com/docs/organization-billing-statements */
const PATH = '/v3/organizations/{organizationId}/billing-statements';

const id = record('billingStatementId', records.billingStatement, { required: true });

const statementShape: Shape = {
	...strings('id', 'invoiceNumber', 'invoiceDate', 'description', 'paymentStatus', 'paymentDate'),
	amount: 'number',
	billingPeriod: strings('startDate', 'endDate'),
};

const detailShape: Shape = {
	...statementShape,
	downloadLink: strings('csv', 'pdf'),
	statementDetails: [
		{ ...strings('description', 'type'), ...{ quantity: 'number', amount: 'number' } },
	],
};

const statement = standard({
	one: 'billing statement',
	many: 'billing statements',
	path: PATH,
	id,
	shape: detailShape,
});

export const billingStatementResource: Resource = {
	value: 'billingStatement',
	name: 'Billing Statement',
	description: 'Monthly statements of what BILL charges your organization',
	operations: [
		statement.get({
			description: 'Read one billing statement with its lines',
		}),
		statement.getAll(
			{},
			{
				description: 'Read the billing statements of the organization',
				optional: {
					as: 'additionalFields',
					fields: [
						day('invoiceDateFrom', {
							eg: '2027-01-01',
							description: 'Statements from this day on; requires Invoice Date To',
						}),
						day('invoiceDateTo', {
							eg: '2027-03-31',
							description: 'Statements up to this day; requires Invoice Date From',
						}),
					],
				},
				output: statementShape,
				prepare: checkDays,
			},
		),
		{
			value: 'download',
			name: 'Download',
			action: 'Download a billing statement',
			description: 'Download a billing statement as PDF or CSV into a binary field',
			method: 'GET',
			path: `${PATH}/{billingStatementId}`,
			fields: [
				id,
				choice('format', [
					{ value: 'pdf', name: 'PDF' },
					{ value: 'csv', name: 'CSV' },
				]),
			],
			options: [outputField],
			file: true,
			output: detailShape,
			run: download,
		},
	],
};

/** BILL requires both days or neither, and pages the list only without them. */
function checkDays(call: Call): void {
	const { invoiceDateFrom: from, invoiceDateTo: to } = call.request.query ?? {};
	if (Boolean(from) !== Boolean(to)) {
		const [filled, missing] = from
			? ['Invoice Date From', 'Invoice Date To']
			: ['Invoice Date To', 'Invoice Date From'];
		throw new FieldError(missing, `is required when ${filled} is given`);
	}
	call.list = { paged: true, fixedPages: Boolean(from) };
}

async function download(call: Call): Promise<Output[]> {
	const { client, request } = call;
	const format = String(request.query?.format);
	const record = (await client.send({ ...request, query: undefined })) as IDataObject;
	const found = {
		record,
		link: (record?.downloadLink as IDataObject | undefined)?.[format],
		// A slash in the number must not lead into a folder.
		fileName: `statement-${String(record?.invoiceNumber ?? record?.id).replace(/[/\\]/g, '-')}.${format}`,
	};
	return [
		await withDownload(call, found, {
			message: `BILL offers no ${format.toUpperCase()} of this statement`,
			description: 'Choose the other format, or look at the statement in BILL.',
		}),
	];
}
