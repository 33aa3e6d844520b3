/** A place where the project differs from what BILL documents. */
export interface Finding {
	/**
	 * `form` is an operation's table, `request` what was sent, `answer` what the local BILL gave, and `taken` what
	 * that would take.
	 */
	where: 'form' | 'request' | 'answer' | 'taken';
	/** `POST /v3/bills` */
	endpoint: string;
	/** Path of the member, `billLineItems.amount`; of a query key `?max`. */
	member: string;
	what: What;
	/** The type or value, where that differs; of a form the operation. */
	detail?: string;
	source?: string;
}

export type What =
	/** BILL documents no such endpoint, member, key or value. */
	| 'undocumented'
	/** BILL documents it and it is not there. */
	| 'lacking'
	/** BILL requires it. */
	| 'required'
	| 'type'
	| 'value'
	/** The answer has another form or status. */
	| 'answer';

const WORDS: Record<What, string> = {
	undocumented: 'is not documented by BILL',
	lacking: 'is documented by BILL, and is not there',
	required: 'is required by BILL, and can be left out',
	type: 'has another type than BILL documents',
	value: 'is not among the values that BILL documents',
	answer: 'is not what BILL documents',
};

/** The difference in one line, with the page that says otherwise. */
export function inWords({ where, endpoint, member, what, detail, source }: Finding): string {
	const more = detail ? ` (${detail})` : '';
	return `${endpoint}: ${where} ${member} ${WORDS[what]}${more}${source ? `; ${source}` : ''}`;
}

/** Findings of which each is said once. */
export class Findings {
	private readonly known = new Map<string, Finding>();

	add(...findings: Finding[]): void {
		for (const finding of findings) this.known.set(inWords(finding), finding);
	}

	get all(): Finding[] {
		return [...this.known.values()];
	}
}
