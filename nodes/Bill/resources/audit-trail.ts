import type { IDataObject } from 'n8n-workflow';

import { nodeError } from '../../core/errors';
import { flag, record } from '../../core/fields';
import { strings } from '../../core/operation';
import type { Call, Output, Resource } from '../../core/operation';
import { toFlag, toNumber } from '../../core/values';
import * as records from '../records';

export const auditTrailResource: Resource = {
	value: 'auditTrail',
	name: 'Audit Trail',
	description: 'Who changed what',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many changes of a vendor',
			description: 'Read who changed which field of a vendor, when, and from what to what',
			method: 'GET',
			path: '/v3/reports/audit-trail/vendor/{vendorId}',
			fields: [record('vendorId', records.vendor, { required: true })],
			optional: {
				as: 'additionalFields',
				fields: [
					flag('includeArchived', {
						description: 'Whether archived entries of the audit trail are read as well',
					}),
				],
			},
			list: { paged: true },
			output: {
				...strings('source', 'type', 'createdTime'),
				user: strings('id', 'name'),
				field: { ...strings('name'), value: strings('previous', 'current') },
			},
			run: getMany,
		},
	],
};

/**
 * The one list that counts instead of handing out tokens: `start` and `max`, and a bare list as answer
 * (https://developer.bill.com/reference/getvendoraudittrail). How many BILL gives at most is not
 * documented, so only an empty page is the end.
 */
async function getMany({ client, request, parameter, itemIndex }: Call): Promise<Output[]> {
	const all = toFlag(parameter('returnAll', false), 'Return All');
	const limit = all ? Infinity : toNumber(parameter('limit', 50), 'Limit');
	const entries: IDataObject[] = [];
	let last = '';
	while (entries.length < limit) {
		const max = Math.min(client.api.pageSize, limit - entries.length);
		const query: Record<string, string> = { ...request.query, max: String(max) };
		if (entries.length > 0) query.start = String(entries.length);
		const page = (await client.send({ ...request, query })) as IDataObject[] | undefined;
		if (!Array.isArray(page) || page.length === 0) break;
		const written = JSON.stringify(page);
		if (written === last) {
			throw nodeError(
				client.node,
				'BILL repeated a page of the audit trail, so it was not read to its end',
				'Run it again; if it stays so, use a Limit.',
				itemIndex,
			);
		}
		last = written;
		entries.push(...page);
	}
	return entries.slice(0, limit).map((json) => ({ json }));
}
