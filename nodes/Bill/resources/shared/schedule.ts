import type { Field } from '../../../core/form/field';
import { choice, day, number } from '../../../core/form/kinds';
import { strings } from '../../../core/form/shape';
import type { Shape } from '../../../core/form/shape';

/**
 * When BILL creates the next bill or invoice of a recurring one.
 *
 * @returns `rhythm` is how often, and from when on
 */
export function scheduleFields(made: 'bill' | 'invoice') {
	const [aRecord, Records] = made === 'bill' ? ['a bill', 'Bills'] : ['an invoice', 'Invoices'];
	const rhythm: Field[] = [
		choice('schedule.period', ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'], { initially: 'MONTHLY' }),
		number('schedule.frequency', {
			label: 'Every',
			eg: 1,
			integer: true,
			min: 1,
			description: `Number of periods between two ${made}s: 3 with Monthly means once a quarter`,
		}),
		day('schedule.nextDueDate', {
			description: `Due date of the next ${made}. ${Records} that should already exist by now are created immediately.`,
		}),
	];
	const daysInAdvance = number('schedule.daysInAdvance', {
		eg: 10,
		integer: true,
		min: 0,
		description: `How many days before the due date ${aRecord} is created`,
	});
	return { rhythm, daysInAdvance, endDate: day('schedule.endDate', { eg: '2027-12-31' }) };
}

/** Shape of a schedule in responses. */
export const scheduleShape: Shape = {
	...strings('period', 'nextDueDate', 'endDate'),
	...{ frequency: 'number', daysInAdvance: 'number' },
};
