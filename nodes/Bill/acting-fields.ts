import type { INodeProperties } from 'n8n-workflow';

import { BILL_PARTNER } from '../apis/credentials';
import type { Field } from '../core/form/field';
import { record } from '../core/form/record-fields';
import type { ActingFields } from '../core/run/acting';
import * as records from './records';

/** With a partner's credential: the organization to work in, and the user to act as. */
export const actingFields: ActingFields = {
	organization: record('partnerOrganization', records.partnerOrganization, {
		description: "The partner's organization to work in",
	}),
	user: record('partnerUser', records.partnerUser, {
		description: 'The user of the organization to act as; BILL refuses what this user may not do',
	}),
};

/** Their forms; hidden from the resources that belong to the partner itself. */
export const actingProperties: INodeProperties[] = [
	propertyOf(actingFields.organization, ['partnerOrganization']),
	propertyOf(actingFields.user, ['partnerOrganization', 'partnerRole', 'partnerUser']),
];

function propertyOf({ property }: Field, hiddenFrom: string[]): INodeProperties {
	return {
		...property,
		required: true,
		displayOptions: {
			show: { authentication: [BILL_PARTNER.credential] },
			hide: { resource: hiddenFrom },
		},
	};
}
