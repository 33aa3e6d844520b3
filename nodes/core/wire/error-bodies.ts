/** What an error body says. */
export interface ErrorText {
	/** BILL's code, such as `BDC_1205`. */
	code?: string;
	summary: string;
	/** It is data that says what is wrong, as BILL's are, and no page of somebody in between. */
	isBills: boolean;
}

/**
 * BILL's bodies: an array of `{code, message, ...}` (AP & AR, events), a single object (Spend &
 * Expense), or a page of HTML from the gateway. Refused payments repeat a sentence with the ID of the
 * bill in front, and a sentence can hold an unfilled template.
 */
export function readErrorBody(raw: unknown): ErrorText {
	const body = parsed(raw);
	if (typeof body === 'string') {
		const html = /^\s*</.test(body);
		const summary = html ? 'a web page came instead of data' : body.trim().slice(0, 500);
		return { summary, isBills: false };
	}
	const entries = Array.isArray(body) ? body : [body];
	const sentences: string[] = [];
	let code: string | undefined;
	let first: ErrorEntry | undefined;
	for (const entry of entries) {
		if (typeof entry === 'string') sentences.push(entry);
		if (typeof entry !== 'object' || entry === null) continue;
		const { code: entryCode, error, errors } = entry as Record<string, unknown>;
		if (typeof entryCode === 'string' && outranks(entry as ErrorEntry, first)) {
			first = entry as ErrorEntry;
			code = entryCode;
		}
		const sentence = sentenceOf(entry as Record<string, unknown>);
		if (sentence) sentences.push(sentence);
		const nested = errors ?? (typeof error === 'object' ? error : undefined);
		if (!sentence && nested) {
			const inside = readErrorBody(nested);
			code ??= inside.code;
			if (inside.summary) sentences.push(inside.summary);
		}
	}
	const summary = withoutRepetitions(sentences).join('; ');
	return { code, summary, isBills: summary !== '' || code !== undefined };
}

interface ErrorEntry {
	code?: string;
	severity?: string;
}

/** Whether an entry tells the reason better: an ERROR before a WARNING, and BDC_1246 last, which only says that an item was rolled back because of another one. */
function outranks(entry: ErrorEntry, than: ErrorEntry | undefined): boolean {
	const rank = ({ code, severity }: ErrorEntry) =>
		(code === 'BDC_1246' ? 0 : 1) + (severity === undefined || severity === 'ERROR' ? 2 : 0);
	return than === undefined || rank(entry) > rank(than);
}

/** Whether an answer holds entries that say that BILL has turned the request down, whatever its status is. */
export function holdsErrors(body: unknown): boolean {
	const entries: unknown[] = Array.isArray(body) ? body : [body];
	return entries.some((entry) => {
		if (typeof entry !== 'object' || entry === null) return false;
		const { code, severity } = entry as ErrorEntry;
		return typeof code === 'string' && severity === 'ERROR';
	});
}

function sentenceOf(entry: Record<string, unknown>): string {
	const said = [entry.message, entry.detail, entry.error_description, entry.error].find(
		(text): text is string => typeof text === 'string' && text.trim() !== '',
	);
	if (!said) return '';
	const values = Array.isArray(entry.params)
		? (entry.params as Array<{ value?: unknown }>).map((param) => param?.value)
		: [];
	return said
		.replace(/\$\{paramName(\d+)\}/g, (_, index: string) => String(values[Number(index)] ?? ''))
		.replace(/\s+/g, ' ')
		.replace(/[\s:,]+\.$/, '.')
		.replace(/[\s:,]+$/, '')
		.trim();
}

function withoutRepetitions(sentences: string[]): string[] {
	const seen = new Set<string>();
	const bare = (sentence: string) => sentence.replace(/^[0-9A-Za-z]{12,}\s*:\s*/, '');
	const plain = sentences.map((sentence) => {
		const withoutId = bare(sentence);
		return sentences.includes(withoutId) ? withoutId : sentence;
	});
	return plain.filter((sentence) => !seen.has(sentence) && seen.add(sentence));
}

function parsed(body: unknown): unknown {
	const raw = Buffer.isBuffer(body) ? body.toString('utf8') : body;
	if (body instanceof ArrayBuffer) return parsed(Buffer.from(body));
	if (typeof raw !== 'string') return raw;
	try {
		return JSON.parse(raw) as unknown;
	} catch {
		return raw;
	}
}
