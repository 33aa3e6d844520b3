import type { IDataObject } from 'n8n-workflow';

import { nodeError } from '../../core/errors';
import { choice, day, record } from '../../core/fields';
import { downloadLink, withFile } from '../../core/files';
import { strings } from '../../core/operation';
import type { Call, Output, Resource, Shape } from '../../core/operation';
import { runOne } from '../../core/output';
import { standard } from '../../core/standard';
import { FieldError } from '../../core/values';
import * as records from '../records';
import { OUTPUT_FIELD, outputField } from './shared';

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
	simplify: [],
});

const simplify = undefined;

export const billingStatementResource: Resource = {
	value: 'billingStatement',
	name: 'Billing Statement',
	description: 'What BILL charges the organization each month',
	operations: [
		statement.get({
			description: 'Read one statement of what BILL charges, with its lines',
			simplify,
		}),
		statement.getAll(
			{},
			{
				description: 'Read the list of the statements of what BILL charges the organization',
				optional: {
					as: 'additionalFields',
					fields: [
						day('invoiceDateFrom', {
							eg: '2027-01-01',
							description: 'Statements from this day on; needs Invoice Date To',
						}),
						day('invoiceDateTo', {
							eg: '2027-03-31',
							description: 'Statements up to this day; needs Invoice Date From',
						}),
					],
				},
				simplify,
				output: statementShape,
				run: getMany,
			},
		),
		{
			value: 'download',
			name: 'Download',
			action: 'Download a billing statement',
			description: 'Download a statement of what BILL charges, as PDF or CSV, into a binary field',
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

/** BILL wants both days or none, and pages only without them. */
async function getMany(call: Call): Promise<Output[]> {
	const { invoiceDateFrom: from, invoiceDateTo: to } = call.request.query ?? {};
	if (Boolean(from) !== Boolean(to)) {
		const [given, missing] = from
			? ['Invoice Date From', 'Invoice Date To']
			: ['Invoice Date To', 'Invoice Date From'];
		throw new FieldError(missing, `is required when ${given} is given`);
	}
	const operation = {
		...call.operation,
		run: undefined,
		list: { paged: true, fixedPages: Boolean(from) },
	};
	return await runOne({ ...call, operation });
}

async function download(call: Call): Promise<Output[]> {
	const { client, context, itemIndex, options, request } = call;
	const format = String(request.query?.format);
	const found = (await client.send({ ...request, query: undefined })) as IDataObject;
	const link = (found?.downloadLink as IDataObject | undefined)?.[format];
	if (typeof link !== 'string' || !link) {
		throw nodeError(
			client.node,
			`BILL offers no ${format.toUpperCase()} of this statement`,
			'Choose the other format, or look at the statement in BILL.',
			itemIndex,
		);
	}
	const file = await downloadLink(context, client, link, {
		itemIndex,
		fileName: `statement-${String(found.invoiceNumber ?? found.id)}.${format}`,
		timeoutMs: request.timeoutMs,
	});
	return [withFile(found, String(options.outputField ?? OUTPUT_FIELD), file)];
}
