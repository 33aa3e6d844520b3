/* The page of the local BILL: loads its state every second, and shows the view that the URL's hash names. */

import { at, call, el, field, keep, listed, shown, table } from './dom.mjs';
import { drawSwitches, showSwitches } from './faults.mjs';

/**
 * @typedef {import('../state.mts').PageState} PageState
 * @typedef {import('../state.mts').RecordTable} RecordTable
 * @typedef {import('../state.mts').InFull} InFull
 * @typedef {import('../switches.mts').Switches} Switches
 */

const PAGES = ['requests', 'records', 'webhooks', 'switches'];
const EVERY_MS = 1000;
const EMPTY = 'Nothing yet.';

const REQUEST_COLUMNS = ['Time', 'Request', 'Response', 'Took', 'Fault', 'Organization'].map(
	(label) => ({ label }),
);
const DELIVERY_COLUMNS = ['Time', 'Event', 'To', 'Attempt', 'Wrong on purpose', 'Response'].map(
	(label) => ({ label }),
);

/** Where the person is: the page, and the kind shown on the records page. */
const place = { page: 'requests', kind: 'bills' };
/** Counts the requests, so that a late response is not shown. */
let asked = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

const organization = () => field('organization').value;
/** @param {Record<string, string>} more */
const query = (more = {}) => `?${new URLSearchParams({ organization: organization(), ...more })}`;

/** Loads everything that is shown now, and again in a second unless the page is hidden. */
async function refresh() {
	clearTimeout(timer);
	const turn = (asked += 1);
	const isNow = () => turn === asked;
	try {
		/** @type {PageState} */
		const state = await call('GET', `/local-bill/page/state${query()}`);
		if (!isNow()) return;
		showState(state);
		if (place.page === 'records') await showRecords(isNow);
		if (place.page === 'webhooks') await showWebhooks(isNow);
		if (isNow()) setLive(true);
	} catch {
		if (isNow()) setLive(false);
	}
	if (isNow() && !document.hidden) timer = setTimeout(() => void refresh(), EVERY_MS);
}

/** @param {boolean} isLive */
function setLive(isLive) {
	const text = isLive ? 'Live' : 'Lost: is the local BILL running?';
	if (at('live').textContent !== text) at('live').textContent = text;
	at('live').className = isLive ? 'good' : 'bad';
}

/** @param {PageState} state */
function showState(state) {
	const { now, organizations, tiles, groups, requests, deliveries, faults } = state;
	at('clock').textContent = now;
	showOrganizations(organizations);
	at('request-count').textContent = String(state.requestCount || '');
	at('delivery-count').textContent = String(state.deliveryCount || '');
	at('fault-count').textContent = faults.length ? `${faults.length} on` : '';
	keep(at('tiles'), tiles, ({ kind }) => kind, tile);
	showKinds(groups);
	table(at('requests'), {
		...{ caption: 'Requests', columns: REQUEST_COLUMNS, rows: requests },
		empty: 'No requests received yet. Run a workflow and watch them arrive here.',
		key: ({ index }) => String(index),
		cells: (row) => [
			{ text: row.time },
			{ text: `${row.method} ${row.path}` },
			{ text: [row.answer.text, row.code].filter(Boolean).join(' '), tone: row.answer.tone },
			{ text: row.ms },
			{ text: [row.fault, row.worked].filter(Boolean).join('. ') },
			{ text: row.organization },
		],
		open: ({ index }) => void openDetails(`/local-bill/page/requests/${index}`),
	});
	table(at('deliveries'), {
		...{ caption: 'Deliveries', columns: DELIVERY_COLUMNS, rows: deliveries, empty: EMPTY },
		key: ({ number }) => String(number),
		cells: ({ time, type, to, attempt, forged, answer }) => [
			...[{ text: time }, { text: type }, { text: to }, { text: String(attempt) }],
			...[{ text: forged }, answer],
		],
	});
	const { pendingDeliveries: pending } = state;
	at('pending').textContent = pending ? `${pending} are waiting or being sent.` : '';
	showSwitches(state);
}

/** @param {PageState['tiles'][number]} tile */
function tile({ kind, title, value, note }) {
	return el(
		'a',
		{ class: 'tile', href: `#records/${kind}` },
		el('span', { class: 'quiet' }, title),
		el('strong', {}, value),
		el('span', { class: 'quiet' }, note),
	);
}

/** @param {PageState['organizations']} organizations */
function showOrganizations(organizations) {
	const chosen = organization();
	keep(
		at('organization'),
		organizations,
		({ id }) => id,
		({ id, name }) => el('option', { value: id }, name),
	);
	if (organizations.some(({ id }) => id === chosen)) field('organization').value = chosen;
}

/** @param {PageState['groups']} groups */
function showKinds(groups) {
	const list = groups.flatMap(({ title, kinds }) => [
		{ name: title, title, count: 0, isHead: true },
		...kinds.map((kind) => ({ ...kind, isHead: false })),
	]);
	keep(
		at('kinds'),
		list.map((each) => ({ ...each, chosen: each.name === place.kind })),
		({ name }) => name,
		({ name, title, count, isHead, chosen }) =>
			isHead
				? el('p', { class: 'group' }, title)
				: el(
						'a',
						{ href: `#records/${name}`, 'aria-current': chosen ? 'page' : undefined },
						el('span', {}, title),
						el('span', { class: 'count' }, String(count)),
					),
	);
}

/** @param {() => boolean} isNow */
async function showRecords(isNow) {
	const { kind } = place;
	const search = field('search').value;
	/** @type {RecordTable} */
	const found = await call('GET', `/local-bill/page/records/${kind}${query({ search })}`);
	if (!isNow()) return;
	at('kind-title').textContent = found.title;
	const { rows, found: count, total } = found;
	const first = rows.length < count ? `, the newest ${rows.length} are shown` : '';
	at('found').textContent = search
		? `${count} of ${total} records${first}`
		: `${total} records${first}`;
	recordTable('records', kind, found, search ? 'Nothing found.' : 'There are none.');
}

/** @param {() => boolean} isNow */
async function showWebhooks(isNow) {
	for (const kind of ['subscriptions', 'events']) {
		/** @type {RecordTable} */
		const found = await call('GET', `/local-bill/page/records/${kind}${query()}`);
		if (!isNow()) return;
		recordTable(kind, kind, found, EMPTY);
	}
}

/**
 * @param {string} id
 * @param {string} kind
 * @param {RecordTable} found
 * @param {string} empty
 */
function recordTable(id, kind, { title, columns, rows }, empty) {
	table(at(id), {
		...{ caption: title, columns, rows, empty },
		key: (row) => row.id,
		cells: (row) => row.cells,
		open: (row) => void openDetails(recordPath(kind, row.id)),
	});
}

/**
 * @param {string} kind
 * @param {string} id
 */
const recordPath = (kind, id) => `/local-bill/page/record/${kind}${query({ id })}`;

/**
 * Shows a record or a request in full.
 *
 * @param {string} path
 */
async function openDetails(path) {
	/** @type {InFull} */
	const { title, record, moves } = await call('GET', path);
	at('details-title').textContent = title;
	at('details-body').replaceChildren(listed(record));
	at('details-moves').replaceChildren(...(moves ? [moveForm(path, moves)] : []));
	const dialog = /** @type {HTMLDialogElement} */ (at('details'));
	if (!dialog.open) dialog.showModal();
}

/**
 * A form that changes the status of a record, as BILL would over time.
 *
 * @param {string} path
 * @param {NonNullable<InFull['moves']>} moves
 */
function moveForm(path, moves) {
	const options = moves.to.map(({ value, text, chosen }) =>
		el('option', { value, selected: chosen }, text),
	);
	const choice = el('select', { id: 'move-to' }, ...options);
	const problem = el('p', { class: 'problem', role: 'alert' });
	const move = async () => {
		await call('POST', moves.path, { [moves.member]: choice.value });
		await openDetails(path);
		void refresh();
	};
	const onsubmit = (/** @type {Event} */ event) => {
		event.preventDefault();
		move().catch((/** @type {Error} */ error) => {
			problem.textContent = error.message;
		});
	};
	return el(
		'form',
		{ class: 'fields move', onsubmit },
		el('p', {}, 'Status: ', shown(moves.now)),
		el('label', {}, 'Move on to', choice),
		el('button', { type: 'submit' }, 'Move on'),
		problem,
	);
}

/** Shows the view that the URL's hash names. @param {boolean} byPerson moves the focus to its title */
function show(byPerson) {
	const [page, kind] = location.hash.slice(1).split('/');
	// The link that skips to the content is not a view.
	if (page === 'main') return at('main').focus();
	place.page = PAGES.includes(page) ? page : 'requests';
	if (kind && kind !== place.kind) {
		place.kind = kind;
		field('search').value = '';
	}
	for (const name of PAGES) at(`page-${name}`).hidden = name !== place.page;
	for (const link of at('pages').children) {
		const isHere = link.getAttribute('href') === `#${place.page}`;
		if (isHere) link.setAttribute('aria-current', 'page');
		else link.removeAttribute('aria-current');
		if (isHere) document.title = `${link.firstChild?.textContent?.trim()} · Local BILL (not BILL)`;
	}
	const kept = at('kinds').contains(document.activeElement);
	if (byPerson && !kept) at(`page-${place.page}`).querySelector('h2')?.focus();
	void refresh();
}

at('clear-requests').addEventListener('click', () => {
	void call('DELETE', '/local-bill/requests').then(refresh);
});
at('clear-deliveries').addEventListener('click', () => {
	void call('DELETE', '/local-bill/deliveries').then(refresh);
});
at('close-details').addEventListener('click', () => {
	/** @type {HTMLDialogElement} */ (at('details')).close();
});
at('search').addEventListener('input', () => void refresh());
at('organization').addEventListener('change', () => void refresh());
addEventListener('hashchange', () => show(true));
document.addEventListener('visibilitychange', () => void refresh());

/** @type {Switches} */
const switches = await call('GET', '/local-bill/page/switches');
drawSwitches(switches, () => void refresh());
show(false);
