import { joined, recordKind } from './record-kind';

/* Files, which BILL lists for one record: https://developer.bill.com/docs/documents-attachments */

export const document = {
	...recordKind({
		label: 'Document',
		plural: 'Documents',
		prefix: '00h',
		list: {
			path: '/v3/documents/bills/{billId}',
			name: ({ name, createdTime }) => joined(name, createdTime),
		},
	}),
	mustBe: 'must be an ID that begins with 00h (0du is an unfinished upload)',
};

export const attachment = recordKind({
	label: 'Attachment',
	plural: 'Attachments',
	prefix: 'att',
	list: {
		path: '/v3/attachments/{attachedTo}/{attachedToId}',
		name: ({ name, createdTime }) => joined(name, createdTime),
	},
});
