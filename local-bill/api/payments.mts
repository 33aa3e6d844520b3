import * as by from '../engine/filters.mts';
import { answerPage, commonSort } from '../engine/list.mts';
import { allOrNothing, resource, resourceRoutes } from '../engine/resource.mts';
import { type Call, type Route, route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { makePayment, type Part } from '../rules/make-payment.mts';
import { checkBill } from '../rules/payment-checks.mts';
import { cancelPayment, isVoidable, voidPayment } from '../rules/payment-life.mts';
import type { Payment } from '../state/records/payables.mts';
import { notifyOfFailedPayment } from '../webhooks/payment-payload.mts';
import { creditUses } from './bills.mts';
import { checkImage } from './check-image.mts';
import { storeFile } from './downloads.mts';
import { paymentOptions } from './payment-options.mts';

const shared = {
	fundingAccount: is.object(
		{ type: is.choice('BANK_ACCOUNT', 'CARD_ACCOUNT', 'WALLET', 'AP_CARD'), id: is.text() },
		['type'],
	),
	vendorId: is.ref('vendors'),
	description: is.text(),
	processDate: is.date,
	transactionNumber: is.text(50),
	cardFundingPurpose: is.text(),
	exchangeRateBatchId: is.text(),
	processingOptions: is.object({
		createBill: is.flag,
		requestPayFaster: is.flag,
		requestCheckDeliveryType: is.choice(
			'STANDARD',
			'UPS_1DAY',
			'UPS_2DAY',
			'UPS_3DAY',
			'RTP_DELIVERY',
		),
	}),
};

const single = is.object(
	{
		...shared,
		amount: is.positive,
		billId: is.ref('bills'),
		vendorCredits: creditUses,
		paymentPurpose: is.object({
			text: is.text(),
			code: is.object({ name: is.text(), value: is.text() }),
		}),
	},
	['fundingAccount', 'amount', 'processingOptions'],
);

const many = is.object(
	{
		...shared,
		payments: is.list(
			// Credits must be applied to the bill beforehand: https://developer.bill.com/docs/ap-bulk-payments.
			is.object({ billId: is.text(), amount: is.positive }, ['billId', 'amount']),
			1,
			50,
		),
	},
	['fundingAccount', 'payments'],
);

const statuses = [
	'APPROVING',
	'PAID',
	'VOID',
	'SCHEDULED',
	'CANCELLED',
	'FAILED',
	'PENDING',
	'UNDEFINED',
];
const disbursements = [
	...[
		'ACH',
		'CHECK',
		'RPPS',
		'INTERNATIONAL',
		'VIRTUAL_CARD',
		'WALLET',
		'AMEX',
		'OFFLINE',
		'UNDEFINED',
	],
];

/** https://developer.bill.com/reference/createpayment. The list of filters is only partly known. */
const payments = resource({
	name: 'payments',
	path: '/v3/payments',
	operations: ['list', 'get'],
	filters: {
		id: by.common.id,
		createdTime: by.time(),
		updatedTime: by.time(),
		vendorId: by.exact('eq', 'ne', 'in'),
		status: by.choice(statuses, 'eq', 'ne', 'in', 'nin'),
		disbursementType: by.choice(disbursements, 'eq', 'ne', 'in', 'nin'),
		processDate: by.date('gt', 'gte', 'lt', 'lte'),
		amount: by.number('eq', 'gt', 'gte', 'lt', 'lte'),
		// Mentioned in BILL's changelog, which names no operators: https://developer.bill.com/changelog
		transactionNumber: by.exact('eq'),
	},
	sort: [
		'description',
		'processDate',
		'amount',
		'confirmationNumber',
		'onlinePayment',
		'disbursementStatus',
		...commonSort,
	],
	show: showPayment,
});

function showPayment(payment: Payment, { world }: Pick<Call, 'world'>) {
	const vendorName = world.of('vendors').get(payment.vendorId).name;
	const disbursementInfo = { isVoidable: isVoidable(payment), ...payment.disbursementInfo };
	const { _undone, ...shown } = payment;
	return { ...shown, vendorName, disbursementInfo };
}

const shows =
	<B,>(work: (call: Call<B>) => Payment) =>
	(call: Call<B>) =>
		showPayment(work(call), call);

/** Single payments: of an existing bill, or (createBill) of a bill created with the payment. */
function pay(call: Call<is.Value<typeof single>>): Payment {
	const { world, body } = call;
	const createBill = body.processingOptions.createBill === true;
	const { vendorCredits = [] } = body;
	if (createBill) {
		must(body.billId === undefined, 'billId', 'Leave it out when createBill is true');
		if (!body.vendorId) throw BillError.missing('vendorId');
		return makePayment(world, call.session.userId, body, body.vendorId, { amount: body.amount });
	}
	if (!body.billId) throw BillError.missing('billId');
	const bill = world.of('bills').get(body.billId);
	const { vendorId = bill.vendorId } = body;
	must(bill.vendorId === vendorId, 'vendorId', 'The bill belongs to another vendor');
	checkBill(world, bill, body.amount, vendorCredits);
	return makePayment(world, call.session.userId, body, vendorId, [
		{ bill, amount: body.amount, vendorCredits },
	]);
}

/** Maximum number of bills in one combined payment: https://developer.bill.com/reference/createbulkpayment. */
const COMBINED = 35;

/**
 * Pays many bills at once, all or nothing. A vendor who accepts combined payments gets one payment for up to 35
 * bills.
 */
function payMany(call: Call<is.Value<typeof many>>) {
	const { world, body } = call;
	const seen = new Set<string>();
	const parts = allOrNothing(body.payments, ({ billId, amount }): Part => {
		const bill = world.of('bills').get(billId);
		must(!seen.has(billId), 'billId', 'The bill is listed twice');
		must(
			!body.vendorId || bill.vendorId === body.vendorId,
			'billId',
			'The bill belongs to another vendor',
		);
		checkBill(world, bill, amount, []);
		seen.add(billId);
		return { bill, amount, vendorCredits: [] };
	});
	const groups: Part[][] = [];
	for (const part of parts) {
		const combine = world.of('vendors').get(part.bill.vendorId).additionalInfo?.combinePayments;
		const open = groups.find(
			(group) => group[0].bill.vendorId === part.bill.vendorId && group.length < COMBINED,
		);
		if (combine && open) open.push(part);
		else groups.push([part]);
	}
	const made = groups.map((group) =>
		makePayment(world, call.session.userId, body, group[0].bill.vendorId, group),
	);
	return { payments: made.map((payment) => showPayment(payment, call)) };
}

/** The images of a check that has been sent. Other payments have none. */
function checkImages(call: Call) {
	const { world, params } = call;
	const payment = world.of('payments').get(params.id);
	const sent = payment.disbursementType === 'CHECK' && payment.onlinePayment;
	if (!sent || ['SCHEDULED', 'CANCELED'].includes(payment.singleStatus)) {
		return answerPage(call, `check of ${payment.id}`, []);
	}
	const file = { name: `check-${payment.id}.png`, type: 'image/png', bytes: checkImage() };
	const downloadLink = storeFile(world, `check-${payment.id}`, file);
	return answerPage(call, `check of ${payment.id}`, [{ downloadLink }]);
}

export const paymentRoutes: Route[] = [
	...resourceRoutes(payments),
	route({
		method: 'POST',
		path: '/v3/payments',
		status: 201,
		trusted: true,
		body: single,
		handle: shows(pay),
		refused: (call, refusal) =>
			notifyOfFailedPayment(call, call.session.userId, call.body, refusal),
	}),
	route({
		method: 'POST',
		path: '/v3/payments/bulk',
		status: 201,
		trusted: true,
		body: many,
		handle: payMany,
		refused: (call, refusal) =>
			notifyOfFailedPayment(call, call.session.userId, call.body, refusal),
	}),
	{
		method: 'GET',
		path: '/v3/payments/options',
		query: { vendorId: is.text(), amount: is.queryNumber },
		requiredQuery: ['vendorId', 'amount'],
		handle: paymentOptions,
	},
	{
		method: 'POST',
		path: '/v3/payments/:id/cancel',
		// Whether cancel and void need an MFA-trusted session is not known. The list of July 2026 does not name them.
		handle: shows(({ world, params }) => cancelPayment(world, params.id)),
	},
	route({
		method: 'POST',
		path: '/v3/payments/:id/void',
		body: is.object(
			{
				type: is.choice(
					'VOID_ONLY',
					'VOID_AND_CREDIT',
					'VOID_AND_REISSUE',
					'VOID_AND_REISSUE_VCARD',
				),
				reason: is.text(),
			},
			['type', 'reason'],
		),
		handle: shows(({ world, params, session, body }) =>
			voidPayment(world, params.id, session.userId, body),
		),
	}),
	{ method: 'GET', path: '/v3/payments/:id/check-image', handle: checkImages },
];
