/** What an error body says. */
export interface ErrorText {
	/** BILL's code, such as `BDC_1205`. */
	code?: string;
	summary: string;
	/** The body is data that says what is wrong, as BILL's errors are, and not a page from an intermediary. */
	isBills: boolean;
}

/** Maximum length of an error text in characters; nobody reads a longer one to the end. */
const LONGEST = 1500;

/**
 * Reads BILL's error bodies: an array of `{code, message, ...}` (AP & AR, events), a single object (Spend & Expense),
 * or an HTML page from the gateway. For a refused payment BILL repeats a sentence with the ID of the bill in front, and
 * a sentence can contain an unfilled template. Common error bodies of other services are read too: problem details
 * (`title` and `detail`), nested lists, and messages keyed by field name.
 */
export function readErrorBody(raw: unknown): ErrorText {
	const body = parsed(raw);
	if (typeof body === 'string') {
		const html = /^\s*</.test(body);
		const summary = html ? 'a web page was returned instead of data' : body.trim().slice(0, 500);
		return { summary, isBills: false };
	}
	const entries = Array.isArray(body) ? body : [body];
	const sentences = entries.flatMap(sentencesOf);
	const said = sentences.length > 0 ? sentences : entries.flatMap(sentencesByField);
	const all = withoutRepetitions(said).join('; ');
	const summary = all.length > LONGEST ? `${all.slice(0, LONGEST)}...` : all;
	const code = codeIn(entries);
	// A title alone may come from an intermediary.
	return { code, summary, isBills: code !== undefined || entries.some(saysItself) };
}

/** The code of the entry that explains the error best. */
function codeIn(entries: unknown[]): string | undefined {
	let first: ErrorEntry | undefined;
	for (const entry of entries) {
		if (!isObject(entry)) continue;
		if (typeof entry.code === 'string' && outranks(entry as ErrorEntry, first)) first = entry;
	}
	if (first) return first.code;
	const inside = entries.flatMap((entry) => (isObject(entry) ? [entry.errors ?? entry.error] : []));
	const nested = inside.flat().filter(isObject);
	return nested.length > 0 ? codeIn(nested) : undefined;
}

interface ErrorEntry {
	code?: string;
	severity?: string;
}

/**
 * Whether an entry explains the error better: ERROR ranks above WARNING, and BDC_1246 ranks last, because it only says
 * that an item was rolled back because of another one.
 */
function outranks(entry: ErrorEntry, than: ErrorEntry | undefined): boolean {
	const rank = ({ code, severity }: ErrorEntry) =>
		(code === 'BDC_1246' ? 0 : 1) + (severity === undefined || severity === 'ERROR' ? 2 : 0);
	return than === undefined || rank(entry) > rank(than);
}

/** Whether a response contains entries that say that BILL refused the request, whatever its HTTP status. */
export function holdsErrors(body: unknown): boolean {
	const entries: unknown[] = Array.isArray(body) ? body : [body];
	return entries.some((entry) => {
		if (typeof entry !== 'object' || entry === null) return false;
		const { code, severity } = entry as ErrorEntry;
		return typeof code === 'string' && severity === 'ERROR';
	});
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/*
 * Names are compared in lower case and without separators, because bodies use `error_message`, `errorMessage` and
 * `ErrorMessage`.
 */

/** Members in which bodies say what happened, and members with more details. */
const MESSAGES = [
	'message',
	'title',
	'msg',
	'errormessage',
	'responsemessage',
	'faultstring',
	'text',
];
const DETAILS = ['detail', 'details', 'errordescription', 'description', 'reason'];
/** Members in which bodies name the field, and members that hold further entries. */
const FIELDS = ['field', 'property', 'path', 'param', 'loc', 'pointer', 'source'];
const NESTED = [
	...['errors', 'error', 'detail', 'details', 'violations', 'fielderrors', 'validationerrors'],
	...['message', 'messages', 'errormessages', 'fault', 'responsedata'],
];
/** Members that accompany a message in many bodies and explain nothing by themselves. */
const BESIDE = /^(status|code|type|instance|path|method|timestamp|severity|category)|id$/;

const plainName = (name: string) => name.replace(/[_-]/g, '').toLowerCase();

/** The members of an entry, keyed by their names in the form that is compared. */
function named(entry: Record<string, unknown>): Record<string, unknown> {
	const plain = Object.entries(entry).map(([name, value]) => [plainName(name), value]);
	return Object.fromEntries(plain) as Record<string, unknown>;
}

const isText = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '';

/** Whether an entry explains the error in the members that BILL uses. */
function saysItself(entry: unknown): boolean {
	if (!isObject(entry)) return isText(entry);
	const { message, detail, error_description: described, error, errors } = entry;
	const inside = errors ?? (typeof error === 'object' ? error : undefined);
	return [message, detail, described, error].some(isText) || [inside].flat().some(saysItself);
}

function sentencesOf(entry: unknown): string[] {
	if (isText(entry)) return [entry.trim()];
	if (Array.isArray(entry)) return entry.flatMap(sentencesOf);
	if (!isObject(entry)) return [];
	const members = named(entry);
	const said = sentenceOf(members);
	const nested = NESTED.flatMap((name) => inside(members[name]));
	if (said || nested.length > 0) return [...(said ? [said] : []), ...nested];
	const inData = inside(members.data);
	if (inData.length > 0) return inData;
	return Object.values(entry).every(Array.isArray) ? byField(entry) : [];
}

/** Sentences that the body itself keys by field name; a single word is data. */
function sentencesByField(entry: unknown): string[] {
	if (!isObject(entry)) return [];
	const saysMore = (value: unknown) =>
		isText(value) ? /\s/.test(value.trim()) : Array.isArray(value) && value.every(isText);
	const fields = Object.entries(entry).filter(
		([name, value]) => !BESIDE.test(plainName(name)) && saysMore(value),
	);
	return byField(Object.fromEntries(fields));
}

/** The sentences of a list, an entry or a map of fields inside an entry. */
function inside(nested: unknown): string[] {
	if (Array.isArray(nested)) return nested.flatMap((entry) => sentencesOf(entry));
	if (!isObject(nested)) return [];
	const said = sentencesOf(nested);
	return said.length > 0 ? said : byField(nested);
}

/** `{ "dueDate": ["is too early"] }` */
function byField(map: Record<string, unknown>): string[] {
	return Object.entries(map).flatMap(([field, said]) => {
		const sentences = [said].flat().flatMap((one) => sentencesOf(one));
		return sentences.map((sentence) => withField(field, sentence));
	});
}

const withField = (field: string, sentence: string) =>
	sentence.toLowerCase().includes(field.toLowerCase()) ? sentence : `${field}: ${sentence}`;

function sentenceOf(entry: Record<string, unknown>): string {
	const first = (names: string[]) => names.map((name) => entry[name]).find(isText);
	const message = first(MESSAGES);
	const detail = first(DETAILS);
	const [what = '', more = ''] = [message, detail ?? (message ? undefined : first(['error']))]
		.filter(isText)
		.map((text) => filled(text, entry.params));
	const joined = what.includes(more) ? what : `${what.replace(/[.:]+$/, '')}: ${more}`;
	const sentence = more.includes(what) && more ? more : joined;
	const left = paramsOf(entry.params).filter(({ value }) => !sentence.includes(value));
	const all =
		sentence && left.length > 0
			? `${sentence.replace(/\.$/, '')} (${left.map(({ name, value }) => (/^paramName\d+$/.test(name) ? value : `${name}: ${value}`)).join(', ')})`
			: sentence;
	// The path of a request is not a field.
	const names = /^\//.test(String(entry.path)) ? FIELDS.filter((name) => name !== 'path') : FIELDS;
	const field = names.map((name) => fieldIn(entry[name])).find(isText);
	return field && all ? withField(field, all) : all;
}

function fieldIn(value: unknown): string | undefined {
	if (isText(value)) return value;
	if (Array.isArray(value)) return value.map(String).join('.');
	return isObject(value) ? fieldIn(value.pointer) : undefined;
}

/** The values that belong to a sentence, given as `[{ name, value }]` or keyed by name. */
function paramsOf(params: unknown): Array<{ name: string; value: string }> {
	const list: unknown[] = Array.isArray(params)
		? params
		: Object.entries(isObject(params) ? params : {}).map(([name, value]) => ({ name, value }));
	return list.flatMap((param, index) => {
		const { name, value } = isObject(param) ? param : { value: param, name: undefined };
		if (!isText(value) && typeof value !== 'number') return [];
		return [{ name: isText(name) ? name : `paramName${index}`, value: String(value) }];
	});
}

/**
 * A sentence with its placeholders filled. Placeholders that BILL left empty are removed, with the punctuation before
 * them.
 */
function filled(sentence: string, params: unknown): string {
	const values = Array.isArray(params) ? params : [];
	const named = new Map(paramsOf(params).map(({ name, value }) => [name, value]));
	return sentence
		.replace(/\$\{(\w+)\}/g, (_, name: string) => {
			const index = /^paramName(\d+)$/.exec(name)?.[1];
			const [inPlace] = index === undefined ? [] : paramsOf([values[Number(index)]]);
			return inPlace?.value ?? named.get(name) ?? '';
		})
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
