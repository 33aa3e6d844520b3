import { flag } from '../../core/form/kinds';
import { keptIfNew } from '../../core/form/meant-filters';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Resource } from '../../core/run/operation';
import * as records from '../records';

export const auditTrailResource: Resource = {
	value: 'auditTrail',
	name: 'Audit Trail',
	description: 'History of changes to vendors',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many changes of a vendor',
			description: 'Read who changed which field of a vendor and when, with old and new values',
			method: 'GET',
			path: '/v3/reports/audit-trail/vendor/{vendorId}',
			fields: [record('vendorId', records.vendor, { required: true })],
			optional: {
				as: 'additionalFields',
				fields: [
					flag('includeArchived', {
						description: 'Whether to include archived entries of the audit trail',
					}),
				],
			},
			// The only list with offset paging; its response is a bare list:
			// https://developer.bill.com/reference/getvendoraudittrail
			list: { paged: true, counted: true, bare: true, filters: [keptIfNew] },
			output: {
				...strings('source', 'type', 'createdTime'),
				user: strings('id', 'name'),
				field: { ...strings('name'), value: strings('previous', 'current') },
			},
		},
	],
};
