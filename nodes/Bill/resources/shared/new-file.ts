import { newRecord } from '../../../core/look-up/new-record';

/**
 * A file that was uploaded: it is listed under its record and has the name that was sent with it. BILL shows it some
 * minutes late, so that one that is not seen says little.
 *
 * @param aRecord "a document"
 * @param answersOtherwise BILL answers an upload with an ID of the upload
 */
export const newFile = (aRecord: string, { answersOtherwise = false } = {}) =>
	newRecord({
		aRecord,
		answersOtherwise,
		expected: ({ request }) => ({ name: request.query?.name }),
		named: ({ name }) => `the file name "${String(name)}"`,
	});
