import { text } from '../../../core/form/kinds';

/** The phone for BILL's risk verification of an organization: https://developer.bill.com/reference/createphone */
export const phoneNumber = text('phoneNumber', {
	eg: '5105550134',
	required: true,
	pattern: /^\d{10}$/,
	mustBe: 'must be ten digits such as 5105550134',
});
