/** The JSON types of a value and of everything in it, by path. List entries have the path `[]`. */
export function shapeOf(value: unknown, path = ''): Map<string, Set<string>> {
	const shape = new Map<string, Set<string>>();
	const add = (at: string, type: string) => shape.set(at, (shape.get(at) ?? new Set()).add(type));
	const walk = (part: unknown, at: string) => {
		if (Array.isArray(part)) {
			add(at, 'list');
			for (const entry of part) walk(entry, `${at}[]`);
		} else if (typeof part === 'object' && part !== null) {
			add(at, 'object');
			for (const [name, member] of Object.entries(part)) walk(member, at ? `${at}.${name}` : name);
		} else {
			add(at, part === null ? 'null' : part === '' || part === undefined ? 'nothing' : typeof part);
		}
	};
	walk(value, path);
	return shape;
}

/**
 * How BILL's response differs from the local one: fields that only one of them has, and types. Values are not
 * compared. Nothing is reported below a missing field.
 */
export function differences(local: unknown, live: unknown): string[] {
	const [own, other] = [shapeOf(local), shapeOf(live)];
	const lines: string[] = [];
	const saidAbove = (path: string) =>
		lines.some((line) => {
			const said = line.split(' ')[0];
			return path.startsWith(`${said}.`) || path.startsWith(`${said}[`);
		});
	for (const [path, types] of other) {
		const known = own.get(path);
		if (!known) {
			// The contents of an empty list cannot be compared.
			if (!path.endsWith('[]') && !saidAbove(path) && parentIsKnown(path, own)) {
				lines.push(`${path} (${[...types].join(' or ')}) is missing in the local answer`);
			}
		} else if ([...types].some((type) => !known.has(type) && type !== 'null')) {
			lines.push(
				`${path || 'answer'} is ${[...types].join(' or ')}, local ${[...known].join(' or ')}`,
			);
		}
	}
	for (const path of own.keys()) {
		if (other.has(path) || path.endsWith('[]') || saidAbove(path)) continue;
		if (parentIsKnown(path, other)) lines.push(`${path} is in the local answer only`);
	}
	return lines;
}

/** Whether the object that would contain the field exists. */
function parentIsKnown(path: string, shape: Map<string, Set<string>>): boolean {
	const parent = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '';
	return shape.has(parent);
}
