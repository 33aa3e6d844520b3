import type { CollectionName } from '../../local-bill/state/records/index.mts';
import type { Bill, Data, Rec } from './bill.mts';
import { type Case, type Received, casesOf, get, patch, post, put } from './cases.mts';
import { type FilterPair, sentFilters } from './filters.mts';
import { byId, fromList, sortedBy } from './form.mts';

/*
 * Cases for the operations that most BILL records share. The form values and the requests BILL must receive are
 * written out by hand, side by side. Only what all resources have in common is here.
 */

/** One way to fill in a form that writes a record, and the expected result. */
export interface Written {
	/** The form values; for `json` the JSON, if it differs from the body. */
	form?: Data | string;
	/** Values under Additional Fields. */
	more?: Data;
	/** The JSON that BILL must receive. */
	body: Data;
	/** Fields of the record as stored by BILL; if left out, nothing is checked. */
	kept?: Data;
	/** Fields of the output item. */
	given: Data;
}
type Forms<K> = Record<string, (known: K, item: number) => Written>;

interface About<K> {
	resource: string;
	collection: CollectionName;
	path: string | ((known: K) => string);
	/** A record, and other records the forms need, created through BILL's API. */
	setUp(bill: Bill): Promise<K>;
	record(known: K): Rec;
	/** Parameters for the record it belongs to, which is picked first. */
	within?(known: K, full: boolean): Data;
	/** Parameters that pick the record, if its field is not named after the resource. */
	picked?(known: K): Data;
	/** What BILL can do in bulk. */
	bulk?: 'create' | 'everything';
	/** The fullest forms need a session that BILL trusts. */
	trusted?: boolean;
	/** Its cases need a partner credential. */
	partner?: true;
	/** Why its cases run only against the local BILL. */
	localOnly?: string;
	/** Whether its records are simplified; default: yes. */
	simplified?: boolean;
	/** The owner of its records: a simplified record gets the name of the customer or vendor. */
	ofWhom?: 'customer' | 'vendor';
}

interface List<K> {
	/**
	 * The first entries of the list: of the local BILL, or created by `setUp`. If left out, they are whatever BILL has.
	 */
	begins?: Data[] | ((known: K) => Data[]);
	/** Creates enough records for this many pages. */
	pages?: { count: number; fill(bill: Bill): Promise<unknown> };
	/** Every filter. There is also one that is typed as text. */
	filters(known: K): FilterPair[];
	text?: string;
	/** Values under Additional Fields, and the query BILL must receive for them. */
	more?: { form: Data; query: Record<string, string> };
	/** As BILL must receive it: `name:asc,amount:desc`. */
	sort: string;
	given(known: K): Data;
}

const MANY = [0, 1, 2];
const NO_DELETE = 'makes many records that cannot be deleted';

/** The requests for a list of that many pages. All but the first have the token of the page before. */
export const pages = (path: string, count: number): Received[] =>
	Array.from({ length: count }, (_, page) =>
		get(path, { max: '100', ...(page > 0 && { page: expect.any(String) as string }) }),
	);

/** The requests that read names: each ID once, at most a hundred per request. */
export function namesRead(path: string, ids: string[]): Received[] {
	const distinct = [...new Set(ids)];
	return Array.from({ length: Math.ceil(distinct.length / 100) }, (_, page) => {
		const some = distinct.slice(page * 100, (page + 1) * 100);
		return get(path, { filters: `id:in:"${some.join(',')}"`, max: String(some.length) });
	});
}

/** Creates many records in bulk, fifty per request. */
export async function fill(bill: Bill, path: string, count: number, body: (i: number) => Data) {
	for (let start = 0; start < count; start += 50) {
		const some = Array.from({ length: Math.min(50, count - start) }, (_, i) => body(start + i));
		await bill.call('POST', `${path}/bulk`, some);
	}
}

/** The form values for a sort order, from the text that is sent. */
const sortForm = (text: string) =>
	sortedBy(...text.split(',').map((rule) => rule.split(':') as [string, 'asc' | 'desc']));

/** Creates the standard cases of one resource, and its special ones. */
export function standardCases<K>(about: About<K>) {
	const {
		resource,
		collection,
		setUp,
		localOnly,
		bulk,
		trusted = false,
		simplified = true,
		partner,
		ofWhom,
	} = about;
	const common = partner && { partner };
	/** The requests that read the names for all these records. */
	const names = (records: Rec[]) =>
		ofWhom
			? namesRead(
					`/v3/${ofWhom}s`,
					records.map((one) => String(one[`${ofWhom}Id`])),
				)
			: [];
	const hasName = ofWhom && { [`${ofWhom}Name`]: expect.stringMatching(/./) as string };
	const { caseOf, bothForms } = casesOf(resource, undefined, common);
	const pathOf = (known: K) => (typeof about.path === 'string' ? about.path : about.path(known));
	const idOf = (known: K) => about.record(known).id;
	const one = (known: K) => `${pathOf(known)}/${idOf(known)}`;
	const within = (known: K, full = false) => about.within?.(known, full) ?? {};
	const picked = (known: K, full = false) => ({
		...within(known, full),
		...(about.picked?.(known) ?? {
			[`${resource}Id`]: full ? fromList(idOf(known)) : byId(idOf(known)),
		}),
	});
	const keptOf = (id: string, kept?: Data) => (kept ? { [collection]: [{ id, ...kept }] } : {});
	const three = async (bill: Bill) => [await setUp(bill), await setUp(bill), await setUp(bill)];
	const threeItems = () => MANY.map(() => ({ json: {} }));
	const options = (single: boolean) => ({
		options: { ...(single && { batching: 'single' }), timeout: 30, lookUpSeconds: 20 },
	});

	const isFull = (form: string) => form.startsWith('fullest');
	/** The fields of a form. `single` means that BILL could take many at once, so single requests are asked for. */
	function filledIn(name: string, { form, more }: Written, single: boolean): Data {
		const fields = { ...(form as Data), ...(more && { additionalFields: more }) };
		return isFull(name) ? { ...fields, inputMode: 'fields', ...options(single) } : fields;
	}
	const json = (body: unknown) => ({ inputMode: 'json', body });
	const rights = (form: string) => ({
		localOnly,
		...(trusted && isFull(form) && { trusted }),
	});

	/** Create: each form creates a record. */
	function create(forms: Forms<K>): Case[] {
		const cases = Object.entries(forms).map(([form, of]) =>
			caseOf<K>('create', form, {
				...rights(form),
				setUp,
				parameters: (known) => {
					const written = of(known, 0);
					const filled =
						form === 'json'
							? json(written.form ?? JSON.stringify(written.body))
							: filledIn(form, written, bulk !== undefined);
					return { ...within(known, isFull(form)), ...filled };
				},
				received: (known) => [post(pathOf(known), of(known, 0).body)],
				added: { [collection]: 1 },
				kept: (known, [{ json }]) => keptOf(json.id as string, of(known, 0).kept),
				given: (known) => [of(known, 0).given],
			}),
		);
		return bulk ? [...cases, createMany(forms.smallest)] : cases;
	}

	const createMany = (of: Forms<K>[string]): Case =>
		caseOf<K[]>('create', 'many items', {
			setUp: three,
			items: threeItems,
			parameters: (all, item) => filledIn('many items', of(all[item], item), false),
			received: (all) => [
				post(
					`${pathOf(all[0])}/bulk`,
					all.map((known, i) => of(known, i).body),
				),
			],
			added: { [collection]: 3 },
			given: (all) => all.map((known, i) => of(known, i).given),
		});

	/** Update and Replace. The form `many items` changes three records in one request. */
	function change(operation: 'update' | 'replace', { 'many items': many, ...forms }: Forms<K>) {
		const send = operation === 'update' ? patch : put;
		const place = (known: K, form: string, written: Written) => {
			if (form === 'json') return { ...picked(known), ...json(written.form ?? written.body) };
			const filled = filledIn(form, written, bulk === 'everything');
			if (operation === 'replace') return { ...picked(known, isFull(form)), ...filled };
			const { inputMode, options: chosen, ...updateFields } = filled;
			return {
				...picked(known, isFull(form)),
				...(isFull(form) && { inputMode }),
				options: { ...(chosen as Data), emptyFields: 'clear' },
				updateFields,
			};
		};
		const cases = Object.entries(forms).map(([form, of]) =>
			caseOf<K>(operation, form, {
				...rights(form),
				setUp,
				parameters: (known) => place(known, form, of(known, 0)),
				received: (known) => [send(one(known), of(known, 0).body)],
				kept: (known) => keptOf(idOf(known), of(known, 0).kept),
				given: (known) => [{ id: idOf(known), ...of(known, 0).given }],
			}),
		);
		if (!many) return cases;
		const idAnd = (known: K, members?: Data) => ({ id: idOf(known), ...members });
		return [
			...cases,
			caseOf<K[]>(operation, 'many items', {
				setUp: three,
				items: threeItems,
				parameters: (all, item) => place(all[item], 'many items', many(all[item], item)),
				received: (all) => [
					send(
						`${pathOf(all[0])}/bulk`,
						all.map((known, i) => idAnd(known, many(known, i).body)),
					),
				],
				kept: (all) => ({
					[collection]: all.map((known, i) => idAnd(known, many(known, i).kept)),
				}),
				given: (all) => all.map((known, i) => idAnd(known, many(known, i).given)),
			}),
		];
	}

	/** Archive, Restore, or both. */
	const ends = (...operations: Array<'archive' | 'restore'>): Case[] =>
		operations.flatMap((operation) => {
			const archived = operation === 'archive';
			const ready = async (bill: Bill) => {
				const known = await setUp(bill);
				if (!archived) await bill.call('POST', `${one(known)}/archive`);
				return known;
			};
			const cases = bothForms(operation, (full) => ({
				localOnly,
				setUp: ready,
				parameters: (known) => ({
					...picked(known, full),
					...(full && options(bulk === 'everything')),
				}),
				received: (known) => [post(`${one(known)}/${operation}`)],
				kept: (known) => keptOf(idOf(known), { archived }),
				given: (known) => [{ id: idOf(known), archived }],
			}));
			if (bulk !== 'everything') return cases;
			return [
				...cases,
				caseOf<K[]>(operation, 'many items', {
					setUp: async (bill) => [await ready(bill), await ready(bill), await ready(bill)],
					items: threeItems,
					parameters: (all, item) => picked(all[item]),
					received: (all) => [
						{
							...post(`${pathOf(all[0])}/bulk/${operation}`),
							query: { ids: all.map(idOf).join(',') },
						},
					],
					kept: (all) => ({ [collection]: all.map((known) => ({ id: idOf(known), archived })) }),
					given: (all) => all.map((known) => ({ id: idOf(known), archived })),
				}),
			];
		});

	/** Get: simplified, and complete. */
	const getOne = (given: { smallest?: (known: K) => Data; fullest?: (known: K) => Data }) =>
		Object.entries(given).map(([form, of]) =>
			caseOf<K>('get', form, {
				localOnly,
				setUp,
				parameters: (known) => {
					const { options: chosen } = options(false);
					const whole = {
						...(simplified && { simplify: false }),
						options: { ...chosen, ...(ofWhom && { addNames: true }) },
					};
					return { ...picked(known, form === 'fullest'), ...(form === 'fullest' && whole) };
				},
				received: (known) => [get(one(known)), ...names([about.record(known)])],
				given: (known) => [{ id: idOf(known), ...of(known), ...hasName }],
			}),
		);

	/** Get Many: BILL's first entries, all pages, and every filter and sort order. */
	function getMany({ begins, pages: many, filters, text, more, sort, given }: List<K>): Case[] {
		const path = String(about.path);
		const typed = text ?? 'archived:eq:false';
		const first =
			typeof begins === 'function'
				? caseOf<K>('getAll', 'smallest', {
						setUp,
						parameters: (known) => within(known),
						received: (known) => [get(pathOf(known), { max: '50' })],
						given: begins,
					})
				: caseOf<Rec>('getAll', 'smallest', {
						localOnly: begins && 'counts the records that the local BILL begins with',
						setUp: (bill) => bill.call('GET', path, undefined, { max: 50 }),
						parameters: () => ({}),
						received: ({ results }) => [get(path, { max: '50' }), ...names(results as Rec[])],
						given: ({ results }) =>
							(begins ?? results.map(({ id }: Rec) => ({ id }))).map((each: Data) => ({
								...each,
								...hasName,
							})),
					});
		return [
			first,
			...(many
				? [
						caseOf<Rec[]>('getAll', 'pages', {
							localOnly: NO_DELETE,
							setUp: async (bill) => {
								await many.fill(bill);
								return bill.localBill?.records(collection) ?? [];
							},
							parameters: () => ({ returnAll: true }),
							received: (all) => [...pages(path, many.count), ...names(all)],
							given: (all) => all.map(({ id }) => ({ id, ...hasName })),
						}),
					]
				: []),
			caseOf<K>('getAll', 'fullest', {
				localOnly,
				setUp,
				parameters: (known) => ({
					...within(known, true),
					returnAll: true,
					filters: Object.fromEntries(filters(known).map(([name, filled]) => [name, filled])),
					sort: sortForm(sort),
					...(more && { additionalFields: more.form }),
					...(simplified && { simplify: false }),
					options: { filterText: typed, timeout: 30, ...(ofWhom && { addNames: false }) },
				}),
				received: (known) => [
					get(pathOf(known), {
						...more?.query,
						max: '100',
						sort,
						filters: sentFilters(...filters(known).map(([, , sent]) => sent), typed),
					}),
				],
				given: (known) => [{ id: idOf(known), ...given(known) }],
			}),
		];
	}

	return { caseOf, bothForms, create, change, ends, getOne, getMany };
}
