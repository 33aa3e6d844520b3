/* Faults, clock and settings. Everything a person does here calls a control route. */

import { at, call, el, field, keep } from './dom.mjs';

/**
 * @typedef {import('../state.mts').PageState} PageState
 * @typedef {import('../switches.mts').Input} Input
 * @typedef {import('../switches.mts').FaultSwitch} FaultSwitch
 * @typedef {import('../switches.mts').Settings} Settings
 * @typedef {import('../switches.mts').Switches} Switches
 * @typedef {HTMLInputElement | HTMLSelectElement} Control
 */

/** @type {PageState['faults']} */
let waiting = [];
/** @type {() => void} */
let refresh = () => undefined;

/**
 * Draws all switches. Called once.
 *
 * @param {Switches} switches
 * @param {() => void} changed reloads the state at once
 */
export function drawSwitches({ faults, settings }, changed) {
	refresh = changed;
	at('faults').replaceChildren(...faults.map(faultSwitch));
	at('scope').addEventListener('submit', (event) => event.preventDefault());
	for (const [name, each] of Object.entries(settings))
		at('settings').append(settingsForm(name, each));
	const steps = [
		['1 minute', 60_000],
		['1 hour', 3_600_000],
		['1 day', 86_400_000],
		['1 week', 604_800_000],
	];
	for (const [label, ms] of steps) {
		const onclick = () => void advance(Number(ms));
		at('clock-steps').append(el('button', { type: 'button', onclick }, `+ ${label}`));
	}
	at('clock-form').addEventListener('submit', (event) => {
		event.preventDefault();
		const number = Number(field('clock-number').value);
		void advance(number * Number(field('clock-unit').value));
	});
	onClick('end-sessions', async () => {
		/** @type {{ expired: number }} */
		const { expired } = await call('POST', '/local-bill/sessions/expire');
		return `${expired} sessions have ended.`;
	});
	onClick('end-tokens', async () => {
		/** @type {{ expired: number }} */
		const { expired } = await call('POST', '/local-bill/tokens', { expire: true });
		return `${expired} access tokens have ended.`;
	});
	onClick('reset', async () => {
		if (!confirm('Reset to the initial records and delete everything since?')) return '';
		await call('POST', '/local-bill/reset');
		return 'Everything was reset.';
	});
}

/** @param {number} ms */
async function advance(ms) {
	await call('POST', '/local-bill/clock', { advance: ms });
	refresh();
}

/**
 * @param {string} id
 * @param {() => Promise<string>} work returns a message about what it has done
 */
function onClick(id, work) {
	at(id).addEventListener('click', () => {
		void work().then((done) => {
			at('done').textContent = done;
			refresh();
		});
	});
}

/** @param {FaultSwitch} fault */
function faultSwitch({ key, title, what, then, inputs = [] }) {
	const controls = inputs.map((input) => /** @type {const} */ ([input, controlOf(input)]));
	const toggle = el('button', {
		...{ type: 'button', role: 'switch', class: 'switch', 'aria-checked': 'false' },
		...{ 'aria-labelledby': `fault-${key}`, 'aria-describedby': `what-${key}` },
		onclick: () => void flip().catch(tell('faults-problem')),
	});
	toggle.dataset.fault = key;
	const flip = async () => {
		at('faults-problem').textContent = '';
		const own = waiting.filter((each) => each.key === key);
		if (own.length > 0) {
			for (const { id } of own) await call('DELETE', `/local-bill/faults/${id}`);
		} else {
			const members = Object.fromEntries(
				controls
					.map(([input, control]) => [input.name, valueOf(input, control)])
					.filter(([, value]) => value !== ''),
			);
			await call('POST', '/local-bill/faults', { ...scope(), then: { ...then, ...members } });
		}
		refresh();
	};
	return el(
		'li',
		{},
		el(
			'div',
			{ class: 'about' },
			el('strong', { id: `fault-${key}` }, title),
			el('span', { class: 'quiet', id: `what-${key}` }, what),
		),
		el(
			'div',
			{ class: 'inputs' },
			...controls.map(([input, control]) => labelled(input, control, title)),
		),
		toggle,
	);
}

/** Which requests get the fault. */
function scope() {
	const method = field('scope-method').value;
	const path = field('scope-path').value.trim();
	const times = field('scope-times');
	if (!times.reportValidity()) throw new Error('Enter how many requests get the fault.');
	return {
		times: Number(times.value),
		match: { ...(method && { method }), ...(path && { path }) },
	};
}

/** @param {Input} input */
function controlOf({ name, type, choices = [], value, minimum, fraction }) {
	if (type === 'choice') {
		return el('select', { name }, ...choices.map((choice) => el('option', {}, choice)));
	}
	if (type === 'flag') return el('input', { name, type: 'checkbox' });
	const bounds =
		type === 'number'
			? { type, min: minimum, step: fraction ? 'any' : 1, required: true }
			: { type: 'text' };
	return el('input', { name, ...bounds, value, autocomplete: 'off' });
}

/**
 * @param {Input} input
 * @param {Control} control
 * @param {string} [of] what it belongs to, for screen readers
 */
function labelled({ label, hint }, control, of) {
	const before = of && el('span', { class: 'unseen' }, `${of}: `);
	const after = hint ? el('span', { class: 'quiet' }, hint) : undefined;
	return el('label', {}, el('span', {}, before || '', label), control, after);
}

/**
 * @param {Input} input
 * @param {Control} control
 */
function valueOf({ type, times = 1 }, control) {
	if (control instanceof HTMLInputElement) {
		if (type === 'flag') return control.checked;
		if (!control.reportValidity()) throw new Error('A number is invalid.');
		if (type === 'number') return Number(control.value) * times;
	}
	if (type !== 'numbers') return control.value;
	return control.value
		.split(',')
		.filter((part) => part.trim())
		.map(Number);
}

/**
 * @param {string} name
 * @param {Settings} settings
 */
function settingsForm(name, { title, path, inputs }) {
	const parts = inputs.map((input) => {
		const control = controlOf(input);
		control.dataset.setting = `${name}.${input.name}`;
		control.addEventListener('change', () => {
			at('settings-problem').textContent = '';
			const send = async () => {
				await call('POST', path, { [input.name]: valueOf(input, control) });
				refresh();
			};
			void send().catch(tell('settings-problem'));
		});
		return labelled(input, control);
	});
	const form = el('form', {}, el('fieldset', {}, el('legend', {}, title), ...parts));
	form.addEventListener('submit', (event) => event.preventDefault());
	return form;
}

/** @param {string} id where a problem is shown */
const tell = (id) => (/** @type {Error} */ error) => {
	at(id).textContent = error.message;
};

/**
 * Shows the waiting faults and the current settings. The field that has the focus is not changed.
 *
 * @param {PageState} state
 */
export function showSwitches({ faults, settings, now }) {
	waiting = faults;
	at('clock-again').textContent = now;
	for (const toggle of document.querySelectorAll('[data-fault]')) {
		const { fault } = /** @type {HTMLElement} */ (toggle).dataset;
		toggle.setAttribute('aria-checked', String(faults.some(({ key }) => key === fault)));
	}
	keep(
		at('waiting'),
		faults,
		({ id }) => String(id),
		({ id, what, meets, times }) => {
			const onclick = () =>
				void call('DELETE', `/local-bill/faults/${id}`)
					.catch(() => undefined)
					.then(refresh);
			const next = times === 1 ? 'the next request' : `the next ${times} requests`;
			return el(
				'li',
				{},
				el('span', {}, `${what}: ${next} (${meets})`),
				el('button', { type: 'button', onclick, 'aria-label': `Switch off ${what}` }, 'Switch off'),
			);
		},
	);
	if (faults.length === 0) at('waiting').replaceChildren(el('li', { class: 'quiet' }, 'None.'));
	for (const found of document.querySelectorAll('[data-setting]')) {
		const control = /** @type {Control} */ (found);
		if (control === document.activeElement) continue;
		const [name, member] = String(control.dataset.setting).split('.');
		const value = settings[name]?.[member];
		if (control instanceof HTMLInputElement && control.type === 'checkbox')
			control.checked = value === true;
		else control.value = Array.isArray(value) ? value.join(', ') : String(value);
	}
}
