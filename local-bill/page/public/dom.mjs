/* Builds the parts of the page. External values are only ever set as text, never parsed as HTML. */

/**
 * @typedef {import('../words.mts').Cell} Cell
 * @typedef {import('../kinds.mts').Column} Column
 */

/**
 * An element with attributes and children. An attribute whose name begins with `on` is an event listener.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | number | undefined | ((event: Event) => void)>} attributes
 * @param {Array<string | Node | undefined>} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === 'function') element.addEventListener(name.slice(2), value);
		else if (value === true) element.setAttribute(name, '');
		else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
	}
	element.append(...children.filter((child) => child !== undefined));
	return element;
}

/**
 * The element with that id.
 *
 * @param {string} id
 */
export function at(id) {
	return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * The form field with that id.
 *
 * @param {string} id
 */
export function field(id) {
	return /** @type {HTMLInputElement | HTMLSelectElement} */ (document.getElementById(id));
}

/**
 * Updates the children of an element. Unchanged children stay in place, so that they keep the focus.
 *
 * @template I
 * @param {Element} parent
 * @param {I[]} items
 * @param {(item: I) => string} keyOf
 * @param {(item: I) => HTMLElement} make
 */
export function keep(parent, items, keyOf, make) {
	const before = new Map(
		[...parent.children].map((child) => [/** @type {HTMLElement} */ (child).dataset.key, child]),
	);
	const known = before.size > 0;
	let place = parent.firstElementChild;
	for (const item of items) {
		const key = keyOf(item);
		const content = JSON.stringify(item);
		let child = /** @type {HTMLElement | undefined} */ (before.get(key));
		before.delete(key);
		if (!child || child.dataset.content !== content) {
			const made = make(item);
			made.dataset.key = key;
			made.dataset.content = content;
			if (known) made.classList.add('changed');
			if (child) {
				const focused = child.contains(document.activeElement);
				if (place === child) place = made;
				child.replaceWith(made);
				if (focused) /** @type {HTMLElement | null} */ (made.querySelector('button'))?.focus();
			}
			child = made;
		}
		if (place === child) place = child.nextElementSibling;
		else parent.insertBefore(child, place);
	}
	for (const child of before.values()) child.remove();
}

/**
 * The text of a cell, as a badge if it has a tone.
 *
 * @param {Cell} cell
 */
export function shown({ text, tone }) {
	return tone ? el('span', { class: `badge ${tone}` }, text) : text;
}

/**
 * Shows rows in a table. The ARIA roles are set because a narrow window shows each row as a card.
 *
 * @template R
 * @param {HTMLElement} place
 * @param {{ caption: string, columns: Column[], rows: R[], empty: string, key: (row: R) => string, cells: (row: R) => Array<Cell | undefined>, open?: (row: R) => void }} content
 */
export function table(place, { caption, columns, rows, empty, key, cells, open }) {
	const head = JSON.stringify([caption, columns]);
	if (place.dataset.head !== head) {
		const heads = columns.map(({ label, amount }) =>
			el('th', { scope: 'col', role: 'columnheader', class: amount && 'amount' }, label),
		);
		place.replaceChildren(
			el(
				'table',
				{ role: 'table' },
				el('caption', { class: 'unseen' }, caption),
				el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...heads)),
				el('tbody', { role: 'rowgroup' }),
			),
			el('p', { class: 'empty' }),
		);
		place.dataset.head = head;
	}
	const [body] = place.getElementsByTagName('tbody');
	keep(body, rows, key, (row) => {
		const made = cells(row).map((cell = { text: '' }, index) => {
			const { label, amount } = columns[index];
			const content =
				index === firstLink(columns) && open
					? el(
							'button',
							{ type: 'button', class: 'link', onclick: () => open(row) },
							cell.text || '—',
						)
					: shown(cell);
			return el(
				'td',
				{
					role: 'cell',
					'data-label': label,
					class: [amount && 'amount', !cell.text && 'void'].filter(Boolean).join(' ') || undefined,
				},
				content,
			);
		});
		return el('tr', { role: 'row' }, ...made);
	});
	const [note] = place.getElementsByClassName('empty');
	note.textContent = rows.length ? '' : empty;
	place.classList.toggle('is-empty', rows.length === 0);
}

/** @param {Column[]} columns */
const firstLink = (columns) =>
	Math.max(
		0,
		columns.findIndex(({ label }) => label === 'Request'),
	);

/**
 * A value as a list of names and values, with nested lists.
 *
 * @param {unknown} value
 * @returns {Node | string}
 */
export function listed(value) {
	if (value === undefined || value === null || value === '') return '—';
	if (typeof value === 'boolean') return value ? 'Yes' : 'No';
	if (typeof value === 'string') return value;
	if (typeof value !== 'object') return JSON.stringify(value);
	const entries = Object.entries(value);
	if (entries.length === 0) return '—';
	if (Array.isArray(value)) {
		return el('ol', {}, ...entries.map(([, entry]) => el('li', {}, listed(entry))));
	}
	const parts = entries.map(([name, entry]) =>
		el('div', {}, el('dt', {}, inWords(name)), el('dd', {}, listed(entry))),
	);
	return el('dl', { class: 'listed' }, ...parts);
}

/** @param {string} name name of a field, e.g. dueDate */
function inWords(name) {
	if (!/^_?[a-z][A-Za-z0-9]*$/.test(name)) return name;
	const text = name
		.replace(/^_/, '')
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.toLowerCase();
	const sentence = text.charAt(0).toUpperCase() + text.slice(1);
	return sentence.replace(/\bid\b/gi, 'ID');
}

/**
 * Calls the local BILL. If it refuses, throws an error with its message.
 *
 * @template T the type of the response
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<T>}
 */
export async function call(method, path, body) {
	const response = await fetch(path, {
		method,
		...(body !== undefined && {
			body: JSON.stringify(body),
			headers: { 'content-type': 'application/json' },
		}),
	});
	/** @type {unknown} */
	const answer = await response.json();
	if (response.ok) return /** @type {T} */ (answer);
	const [{ message }] = /** @type {Array<{ message: string }>} */ (answer);
	throw new Error(message);
}
