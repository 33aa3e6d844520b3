/** A difference between the project and BILL's documentation. */
export interface Finding {
	/**
	 * `form` is the table of an operation, `request` what was sent, `answer` the local BILL's response, and `taken`
	 * what the local BILL would accept.
	 */
	where: 'form' | 'request' | 'answer' | 'taken';
	/** For example `POST /v3/bills`. */
	endpoint: string;
	/** Path of the field, such as `billLineItems.amount`, or of a query parameter, such as `?max`. */
	member: string;
	what: What;
	/** The type or value, if it differs; for a form, the operation. */
	detail?: string;
	source?: string;
}

export type What =
	/** BILL documents no such endpoint, field, parameter or value. */
	| 'undocumented'
	/** BILL documents it, but it is missing. */
	| 'lacking'
	/** BILL requires it. */
	| 'required'
	| 'type'
	| 'value'
	/** The response has another form or status. */
	| 'answer';

const WORDS: Record<What, string> = {
	undocumented: 'is not documented by BILL',
	lacking: 'is documented by BILL, and is not there',
	required: 'is required by BILL, and can be left out',
	type: 'has another type than BILL documents',
	value: 'is not among the values that BILL documents',
	answer: 'is not what BILL documents',
};

/** The difference as one line, with the page of BILL that it contradicts. */
export function inWords({ where, endpoint, member, what, detail, source }: Finding): string {
	const more = detail ? ` (${detail})` : '';
	return `${endpoint}: ${where} ${member} ${WORDS[what]}${more}${source ? `; ${source}` : ''}`;
}

/** Findings without duplicates. */
export class Findings {
	private readonly known = new Map<string, Finding>();

	add(...findings: Finding[]): void {
		for (const finding of findings) this.known.set(inWords(finding), finding);
	}

	get all(): Finding[] {
		return [...this.known.values()];
	}
}
