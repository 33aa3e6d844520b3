/** A value as TypeScript source, as a person would write it: n8n's lint rules read only literals. */
export function literal(value: unknown, indent = ''): string {
	const inner = `${indent}\t`;
	if (Array.isArray(value)) {
		if (value.length === 0) return '[]';
		return `[\n${value.map((entry) => `${inner}${literal(entry, inner)},\n`).join('')}${indent}]`;
	}
	if (typeof value === 'object' && value !== null) {
		const members = Object.entries(value).filter(([, member]) => member !== undefined);
		if (members.length === 0) return '{}';
		const lines = members.map(
			([name, member]) => `${inner}${key(name)}: ${literal(member, inner)},\n`,
		);
		return `{\n${lines.join('')}${indent}}`;
	}
	return typeof value === 'string' ? text(value) : String(value);
}

function key(name: string): string {
	return /^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name);
}

function text(value: string): string {
	return `'${JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}
