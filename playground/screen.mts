/** Rows of a name and a value in a frame that stands out between log lines. */
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

/** One request that the local BILL has answered, as a line. */
export function requestLine(request: {
	method: string;
	path: string;
	status?: number;
	code?: string;
	ms?: number;
}): string {
	const time = new Date().toLocaleTimeString('en-GB');
	const outcome = [request.status ?? 'no answer', request.code].filter(Boolean).join(' ');
	return `${time}  ${request.method.padEnd(6)} ${request.path}  ${outcome}  ${Math.round(request.ms ?? 0)} ms`;
}
