import { BillError, bulkError, missingText } from '../errors/bill-error.mts';

/** One validation error of ajv. */
export interface SchemaFault {
	keyword: string;
	instancePath: string;
	params: Record<string, unknown>;
	message?: string;
}

/**
 * Turns ajv's errors into BILL's error body, one entry each. Missing fields get BDC_1108 and wrong values BDC_1129.
 * Which codes BILL uses here, or whether it uses any, is not known.
 */
export function validationError(
	found: SchemaFault[],
	where: 'body' | 'query',
	bulkSize?: number,
	problem = problemOf,
): BillError {
	const faults = found.filter(({ keyword }) => keyword !== 'if'); // Its `then` has already reported the error.
	const guilty = new Map<number, BillError>();
	for (const fault of faults) {
		const [, index, rest] = /^\/(\d+)(.*)$/.exec(fault.instancePath) ?? [];
		if (bulkSize === undefined || index === undefined) {
			return new BillError(
				400,
				faults.map((each) => problem(each, where)),
			);
		}
		const before = guilty.get(Number(index))?.problems ?? [];
		const reason = problem({ ...fault, instancePath: rest }, where);
		guilty.set(Number(index), new BillError(400, [...before, reason]));
	}
	return bulkError(bulkSize ?? 0, guilty);
}

function problemOf({ keyword, instancePath, params, message }: SchemaFault, where: string) {
	const parent = instancePath
		.slice(1)
		.replace(/\/(\d+)/g, '[$1]')
		.replaceAll('/', '.');
	const child = params.missingProperty ?? params.additionalProperty;
	const field = [parent, child].filter((part) => part !== undefined && part !== '').join('.');
	const category = 'REQUEST' as const;
	if (params.missingProperty !== undefined || keyword === 'minLength') {
		return { code: 'BDC_1108', category, message: missingText(field) };
	}
	if (field === '' && where === 'body') {
		return { code: 'BDC_1108', category, message: `Request body is missing or wrong: ${message}` };
	}
	const reasons: Record<string, string> = {
		additionalProperties: where === 'query' ? 'Unknown query parameter' : 'Unknown field',
		enum: `Must be one of ${String(params.allowedValues).replaceAll(',', ', ')}`,
		format: 'Invalid format',
		pattern: 'Invalid value',
	};
	return { code: 'BDC_1129', category, message: `${field}: ${reasons[keyword] ?? message}` };
}

/** Spend & Expense reports the same in the form `url: must not be empty`, seen live. Its codes are not known. */
export function spendValidationError(found: SchemaFault[], where: 'body' | 'query'): BillError {
	return validationError(found, where, undefined, (fault) => {
		const { code, category, message } = problemOf(fault, where);
		const empty = code === 'BDC_1108' && message.includes(': ');
		return {
			code,
			category,
			message: empty ? `${message.split(': ')[0]}: must not be empty` : message,
		};
	});
}
