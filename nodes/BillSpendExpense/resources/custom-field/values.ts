import { filterBy } from '../../../core/form/filters';
import { record, records as ids } from '../../../core/form/record-fields';
import { strings } from '../../../core/form/shape';
import type { Shape } from '../../../core/form/shape';
import { bodyOf } from '../../../core/run/operation';
import type { Call, Output, Resource } from '../../../core/run/operation';
import { remove } from '../../../core/run/output';
import * as records from '../../records';
import { valuesAsSent } from '../shared/look-ups';
import { texts } from '../shared/kinds';
import { isSameValue, valuesIn } from '../shared/values';
import { syncOperation } from './sync';

const PATH = '/v3/spend/custom-fields/{customFieldId}/values';

const customFieldId = record('customFieldId', records.customField, { required: true });

const valueShape: Shape = { ...strings('id', 'uuid', 'value'), deleted: 'boolean' };

export const customFieldValueResource: Resource = {
	value: 'customFieldValue',
	name: 'Custom Field Value',
	description: 'The values that a custom field offers',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create custom field values',
			description: 'Add one or more values to a custom field; a value cannot be renamed later',
			method: 'POST',
			path: PATH,
			fields: [customFieldId, texts('values', { eg: 'Harbor Road', required: true })],
			jsonForm: true,
			output: valueShape,
			lookUp: valuesAsSent,
			run: create,
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete custom field values',
			description:
				'Remove one or more values from a custom field permanently; this cannot be undone. Transactions that use a value keep it.',
			method: 'DELETE',
			path: PATH,
			deletesByBody: true,
			fields: [
				customFieldId,
				ids('customFieldValueIds', records.customFieldValue, {
					label: 'Values',
					required: true,
					description: 'Choose one value, or enter several by ID, separated by commas',
				}),
			],
			output: { deleted: 'boolean' },
			lookUp: valuesAsSent,
			run: remove,
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get a custom field value',
			description: 'Read one value of a custom field by its UUID',
			method: 'GET',
			path: `${PATH}/{customFieldValueId}`,
			fields: [
				customFieldId,
				record('customFieldValueId', records.customFieldValue, { required: true }),
			],
			output: valueShape,
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many custom field values',
			description: 'Read the values of a custom field',
			method: 'GET',
			path: PATH,
			fields: [customFieldId],
			list: {
				paged: true,
				filters: [
					filterBy.text('name', ['eq', 'sw'], 'Harbor Road'),
					filterBy.flag('retired', ['eq'], 'Whether the value is deleted'),
				],
				once: 'uuid',
			},
			output: valueShape,
		},
		syncOperation(PATH, customFieldId),
	],
};

/**
 * In BILL's example, the response to several values contains only one
 * (https://developer.bill.com/reference/createcustomfieldvalues), so values that are missing in the response are read
 * from the list.
 */
async function create(call: Call): Promise<Output[]> {
	const { client, request } = call;
	const { values } = bodyOf(call) as { values: string[] };
	const answered = valuesIn(await client.send(request));
	const all =
		answered.length >= values.length
			? answered
			: await client.list({ method: 'GET', path: request.path }, { once: 'uuid' });
	return values.map((value) => {
		const found = all.find((each) => isSameValue(each.value, value));
		if (found) return { json: found };
		throw client.refusal(
			`BILL did not confirm the value "${value}"`,
			`It is neither in the response nor in the list of the custom field. ${client.whatWasSent}`,
			request,
		);
	});
}
