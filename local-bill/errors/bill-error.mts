/** One entry of BILL's error body: https://developer.bill.com/docs/common-api-error-codes. */
export interface ErrorEntry {
	timestamp: string;
	code: string;
	severity: 'ERROR';
	category: 'REQUEST' | 'APPLICATION' | 'SERVER' | 'DOWNSTREAM';
	message: string;
	params?: unknown;
}

interface Known {
	status: number;
	message: string;
	category?: ErrorEntry['category'];
}

/**
 * The error codes that the local BILL returns. Messages are from
 * https://developersupport.bill.com/hc/en-us/articles/208762056-Error-codes-list where BILL gives them. Status: 401
 * for 1109, 404 for 1121 and 1205, 422 for 1152, 403 for 1361 and 400 for 1402 have been seen; the others are not
 * documented and were chosen here.
 */
const known: Record<string, Known> = {
	BDC_1101: { status: 401, message: 'User name and/or password do not match our records.' },
	BDC_1102: { status: 401, message: 'Developer key is invalid.' },
	BDC_1108: { status: 400, message: 'Required parameter is missing.' },
	BDC_1109: { status: 401, message: 'Session is invalid.  Please log in.' },
	BDC_1121: { status: 404, message: 'API not supported.' },
	BDC_1123: { status: 401, message: 'Invalid organization id.' },
	BDC_1129: { status: 400, message: 'Invalid parameter value.' },
	BDC_1130: { status: 400, message: 'Invalid list filter field.' },
	BDC_1131: { status: 400, message: 'Invalid list filter operator.' },
	BDC_1144: {
		status: 422,
		message: 'Max number of allowed requests per hour reached.',
		category: 'DOWNSTREAM',
	},
	BDC_1150: { status: 400, message: 'User cannot pay online.', category: 'APPLICATION' },
	BDC_1151: {
		status: 400,
		message: 'Bank account cannot be used to pay online.',
		category: 'APPLICATION',
	},
	BDC_1152: {
		status: 422,
		message: 'Invalid Process Date : ${paramName0}.', // BILL really leaves the placeholder in this message.
		category: 'APPLICATION',
	},
	BDC_1159: {
		status: 400,
		message: 'The payment would overpay the bill.',
		category: 'APPLICATION',
	},
	BDC_1205: { status: 404, message: 'No object found for the given id.' },
	BDC_1246: {
		status: 400,
		message: 'Rolled back because another item of the bulk request failed.',
		category: 'APPLICATION',
	},
	BDC_1322: {
		status: 422,
		message: 'Max number of concurrent requests per organization reached.',
		category: 'DOWNSTREAM',
	},
	BDC_1356: { status: 400, message: 'The MFA code is wrong or has expired.' },
	BDC_1358: { status: 400, message: 'Too many MFA attempts.' },
	BDC_1361: { status: 403, message: 'Untrusted session.' },
	BDC_1402: {
		status: 400,
		message:
			'The process date must be at least 2 business days from today because the bank account of the vendor is new.',
		category: 'APPLICATION',
	},
};

type Problem = Pick<ErrorEntry, 'code' | 'message' | 'category' | 'params'>;

/** An error that can be thrown anywhere. It is sent as BILL's array of entries. */
export class BillError extends Error {
	constructor(
		readonly status: number,
		readonly problems: Problem[],
	) {
		super(problems.map((problem) => problem.message).join(' '));
	}

	/** An error by code, with BILL's message and status unless others are given. */
	static of(
		code: string,
		message?: string,
		extra: { status?: number; params?: unknown } = {},
	): BillError {
		const { status, message: text, category = 'REQUEST' } = known[code] ?? known.BDC_1129;
		const problem: Problem = { code, message: message ?? text, category };
		if (extra.params !== undefined) problem.params = extra.params;
		return new BillError(extra.status ?? status, [problem]);
	}

	static missing(field: string): BillError {
		return BillError.of('BDC_1108', missingText(field));
	}

	/** A value that BILL would not accept. BILL's own code for most of these is not known, so the general one is used. */
	static invalid(field: string, why: string): BillError {
		return BillError.of('BDC_1129', `${field}: ${why}`);
	}

	static notFound(id: string): BillError {
		return BillError.of('BDC_1205', `No object found for the id ${id}.`);
	}

	/** A live log shows the reason twice, the second time with the object's id in front. */
	static refused(objectId: string, code: string, message?: string): BillError {
		const once = BillError.of(code, message);
		const [problem] = once.problems;
		const again = { ...problem, message: `${objectId} : ${problem.message}` };
		return new BillError(once.status, [problem, again]);
	}

	/** The error body, with the given timestamp. */
	body(timestamp: string): ErrorEntry[] {
		return this.problems.map((problem) => ({
			timestamp,
			severity: 'ERROR',
			...problem,
		}));
	}
}

/** BILL's message for a missing field, e.g. "customer: The customer field is required". */
export function missingText(field: string): string {
	return `${field}: The ${field} field is required`;
}

/** A bulk call is all or nothing: failed items get their own errors, all others BDC_1246. */
export function bulkError(count: number, guilty: Map<number, BillError>): BillError {
	const rolledBack = BillError.of('BDC_1246').problems;
	const problems = Array.from({ length: count }, (_, i) => guilty.get(i)?.problems ?? rolledBack);
	const [first] = guilty.values();
	return new BillError(first.status, problems.flat());
}

/** Throws an error for the field unless the condition is true. */
export function must(condition: boolean, field: string, why: string): asserts condition {
	if (!condition) throw BillError.invalid(field, why);
}
