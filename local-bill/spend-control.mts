import type { FastifyInstance } from 'fastify';
import type { Core } from './core.mts';
import { choice, flag, integer, object, text } from './engine/schema.mts';
import { must } from './errors/bill-error.mts';
import {
	clearTransaction,
	openChallenge,
	type Purchase,
	useCard,
} from './rules/spend-purchases.mts';
import { moveTo, REIMBURSEMENT_STATUSES } from './rules/spend-reimbursements.mts';
import { tokenUser } from './rules/spend-users.mts';
import type {
	SpendChallenge,
	SpendReimbursement,
	SpendTransaction,
} from './state/records/spend.mts';
import { CUSTOM_FIELD_WRITES, type SpendSwitches } from './state/spend-switches.mts';

/**
 * Routes for Spend & Expense in addition to BILL's own API; see control.mts. Either ID of a record can be used. These
 * routes create events, as BILL does in production (BILL's sandbox has neither purchases nor events).
 *
 * | route | body | effect |
 * | --- | --- | --- |
 * | POST /local-bill/spend | `{blindBudgets?, customFieldWrites?: "kept", "dropped", "idsOnly" or "oneIdOnly", expiredUploads?}` | changes how it behaves (state/spend-switches.mts explains each switch); returns all values |
 * | POST /local-bill/spend/transactions | `{amount, merchantName?, cardId?, count?: 1}` | makes a card purchase, which is authorized, or declined by card or budget; returns the stored records |
 * | POST /local-bill/spend/transactions/:id/clear | `{amount?}` | settles an authorization with a second transaction; returns that |
 * | POST /local-bill/spend/challenges | `{amount, merchantName?, cardId?}` | opens a 3-D Secure challenge, valid for ten minutes; its `id` is the acsTransactionId |
 * | POST /local-bill/spend/reimbursements/:id/status | `{status}` | moves a reimbursement to a status: READY_TO_PAY, PAID ... |
 *
 * POST /local-bill/limits sets the rate limit (`spendPerMinute`, `spendStatus`), POST /local-bill/delivery can leave
 * out signatures. The role of the token's user can be changed like that of any user.
 */
export interface SpendControl {
	setSpend(switches: Partial<SpendSwitches>): SpendSwitches;
	useCard(purchase: Purchase, count?: number): SpendTransaction[];
	clearTransaction(id: string, amount?: number): SpendTransaction;
	openChallenge(purchase: Purchase): SpendChallenge;
	setReimbursementStatus(id: string, status: string): SpendReimbursement;
}

/** The control functions of Spend & Expense. */
export function spendControlOf({ world }: Core): SpendControl {
	const at = <T,>(work: () => T) => world.transactions.run(work);
	return {
		setSpend: (switches) => Object.assign(world.spend, switches),
		useCard: (purchase, count = 1) =>
			at(() => Array.from({ length: count }, () => useCard(world, purchase))),
		clearTransaction: (id, amount) => at(() => clearTransaction(world, id, amount)),
		openChallenge: (purchase) => at(() => openChallenge(world, purchase)),
		setReimbursementStatus: (id, status) =>
			at(() => {
				must(REIMBURSEMENT_STATUSES.includes(status), 'status', `Unknown status ${status}`);
				const actor = { actorId: tokenUser(world).uuid, actorRole: 'ADMIN' };
				const reimbursement = world.of('spendReimbursements').get(id);
				return moveTo(world, reimbursement, { ...actor, status });
			}),
	};
}

const purchase = { amount: { type: 'number' }, merchantName: text(), cardId: text() };

/** Registers them as routes under /local-bill/spend. */
export function spendControlRoutes(app: FastifyInstance, control: SpendControl): void {
	const body = (schema: object) => ({ schema: { body: schema } });

	app.post<{ Body: Partial<SpendSwitches> }>(
		'/local-bill/spend',
		body(
			object({
				blindBudgets: flag,
				customFieldWrites: choice(...CUSTOM_FIELD_WRITES),
				expiredUploads: flag,
			}),
		),
		({ body: switches }) => control.setSpend(switches),
	);
	app.post<{ Body: Purchase & { count?: number } }>(
		'/local-bill/spend/transactions',
		body(object({ ...purchase, count: integer(1, 10_000) }, ['amount'])),
		({ body: { count, ...members } }) => control.useCard(members, count),
	);
	app.post<{ Params: { id: string }; Body: { amount?: number } }>(
		'/local-bill/spend/transactions/:id/clear',
		body(object({ amount: { type: 'number' } })),
		({ params, body: { amount } }) => control.clearTransaction(params.id, amount),
	);
	app.post<{ Body: Purchase }>(
		'/local-bill/spend/challenges',
		body(object(purchase, ['amount'])),
		({ body: members }) => control.openChallenge(members),
	);
	app.post<{ Params: { id: string }; Body: { status: string } }>(
		'/local-bill/spend/reimbursements/:id/status',
		body(object({ status: text() }, ['status'])),
		({ params, body: { status } }) => control.setReimbursementStatus(params.id, status),
	);
}
