import { newRecord } from '../../../core/look-up/new-record';

/**
 * A file that was uploaded: it is listed under its record, with the name that was sent. BILL shows it some minutes
 * late, so if it is not found, that says little.
 *
 * @param aRecord "a document"
 * @param answersOtherwise BILL returns the ID of the upload instead of the file's
 */
export const newFile = (aRecord: string, { answersOtherwise = false } = {}) =>
	newRecord({
		aRecord,
		answersOtherwise,
		expected: ({ request }) => ({ name: request.query?.name }),
		named: ({ name }) => `the file name "${String(name)}"`,
	});
