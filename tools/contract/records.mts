import type { EndpointFact, MemberFact, ObjectFact } from './facts.mts';

/** An object, or a part of one, that an endpoint may return. */
interface Candidate {
	/** For example `Vendor` or `CardAccountList.cards`. */
	name: string;
	members: Record<string, MemberFact>;
	/** The endpoints that the object was read from, without the names of their placeholders. */
	readFrom: string[];
	part: boolean;
}

/** The description of a request, which is not a response. */
const isRequest = (name: string) => name.endsWith('Request');

const plain = (path: string) => path.replace(/\{[^}]*\}/g, '{}');
const words = (path: string) =>
	plain(path)
		.split('/')
		.filter((part) => !['', 'v3', '{}'].includes(part));

function readFrom({ source, create }: ObjectFact): string[] {
	const named = [source, create ?? ''].join(' ; ');
	return [...named.matchAll(/\b(GET|POST|PUT|PATCH|DELETE) (?:\(events\) )?(\/\S+)/g)].map(
		([, method, path]) => `${method} ${plain(path)}`,
	);
}

function partsOf(name: string, members: Record<string, MemberFact>, from: string[]): Candidate[] {
	return Object.entries(members).flatMap(([member, fact]): Candidate[] => {
		const items = typeof fact.items === 'object' ? fact.items.fields : undefined;
		const inside = fact.fields ?? items;
		if (!inside) return [];
		const own = { name: `${name}.${member}`, members: inside, readFrom: from, part: true };
		return [own, ...partsOf(own.name, inside, from)];
	});
}

function candidatesOf(objects: Record<string, ObjectFact>): Candidate[] {
	return Object.entries(objects)
		.filter(([name]) => !isRequest(name))
		.flatMap(([name, object]) => {
			const from = readFrom(object);
			const own = { name, members: object.fields, readFrom: from, part: false };
			return [own, ...partsOf(name, object.fields, from)];
		});
}

/** Fields of so many objects that they do not identify one. */
const COMMON = ['id', 'status'];

/**
 * The object that an endpoint is about, which gives its fields their types: the one read from that endpoint, or else
 * the one that has all fields of the response and shares most of the path.
 */
export function recordFinder(objects: Record<string, ObjectFact>) {
	const candidates = candidatesOf(objects);
	const whole = candidates.filter(({ part }) => !part);

	const answerOf = (fact: EndpointFact): string | undefined => {
		const { method, path, response_fields: fields } = fact;
		const exact = whole.find((each) => each.readFrom.includes(`${method} ${plain(path)}`));
		if (exact && fields.some((field) => field in exact.members)) return exact.name;
		if (fields.every((field) => COMMON.includes(field))) return undefined;
		const fitting = candidates.filter(
			({ members }) => fields.length > 1 && fields.every((field) => field in members),
		);
		const near = fitting
			.map(({ name, readFrom: from, part, members }) => {
				const shared = Math.max(...from.map((each) => sharedWords(each.split(' ')[1], path)), 0);
				return { name, shared, part, size: Object.keys(members).length };
			})
			.filter(({ shared }) => shared > 0)
			.sort((a, b) => b.shared - a.shared || Number(a.part) - Number(b.part) || a.size - b.size);
		if (near[0]) return near[0].name;
		const subject = subjectOf(fact);
		const known = fields.filter((field) => subject && field in objects[subject].fields);
		return known.length > 1 && known.length > fields.length / 2 ? subject : undefined;
	};

	/** The object whose collection contains the path. */
	function subjectOf({ path }: EndpointFact): string | undefined {
		const near = whole
			.flatMap(({ name, readFrom: from }) => from.map((each) => ({ name, at: each.split(' ')[1] })))
			.filter(({ at }) => `${plain(path)}/`.startsWith(`${at}/`))
			.sort((a, b) => b.at.length - a.at.length);
		return near[0]?.name;
	}

	/** The description of the request body only. */
	const requestOf = ({ path }: EndpointFact): ObjectFact | undefined => {
		const collection = plain(path).replace(/\/(bulk|\{\})$/, '');
		const [, object] =
			Object.entries(objects).find(
				([name, { create }]) => isRequest(name) && create === `POST ${collection}`,
			) ?? [];
		return object;
	};

	return { answerOf, subjectOf, requestOf };
}

function sharedWords(one: string, other: string): number {
	const known = words(one);
	return words(other).filter((word) => known.includes(word)).length;
}
