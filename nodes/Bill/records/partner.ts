import { asRole, asUser, byName, recordKind } from './record-kind';

/* What a partner has created: https://developer.bill.com/reference/listpartnerorganizations */

export const partnerOrganization = recordKind({
	label: 'Organization',
	plural: 'PartnerOrganizations',
	prefix: '008',
	list: { path: '/v3/partner/organizations', ...byName },
});

export const partnerUser = recordKind({
	label: 'User',
	plural: 'PartnerUsers',
	prefix: '006',
	list: {
		path: '/v3/partner/users',
		name: asUser,
	},
});

export const partnerRole = recordKind({
	label: 'Role',
	plural: 'PartnerRoles',
	list: { path: '/v3/partner/roles', name: asRole },
});
