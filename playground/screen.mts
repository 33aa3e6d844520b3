/** Rows of names and values in a frame, so that they stand out between log lines. */
export function box(rows: Array<[name: string, value: string]>): string {
	const widest = Math.max(...rows.map(([name]) => name.length));
	const lines = rows.map(([name, value]) => `${name.padEnd(widest)}   ${value}`);
	const width = Math.max(...lines.map((line) => line.length));
	const rule = '─'.repeat(width + 4);
	return [
		'',
		`┌${rule}┐`,
		...lines.map((line) => `│  ${line.padEnd(width)}  │`),
		`└${rule}┘`,
		'',
	].join('\n');
}

/** One request to the local BILL, as a log line. */
export function requestLine(request: {
	method: string;
	path: string;
	status?: number;
	code?: string;
	ms?: number;
}): string {
	const outcome = [request.status ?? 'no answer', request.code].filter(Boolean).join(' ');
	return `${now()}  ${request.method.padEnd(6)} ${request.path}  ${outcome}  ${Math.round(request.ms ?? 0)} ms`;
}

/** One event that the local BILL has tried to deliver, as a log line. */
export function eventLine(attempt: {
	type: string;
	url: string;
	status?: number;
	error?: string;
}): string {
	const outcome = attempt.status ?? attempt.error ?? 'no answer';
	return `${now()}  EVENT  ${attempt.type} to ${new URL(attempt.url).pathname}  ${outcome}`;
}

const now = () => new Date().toLocaleTimeString('en-GB');
