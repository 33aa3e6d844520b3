import { memberAt } from '../core/form/shape';
import type { Shape } from '../core/form/shape';
import { FieldError, shown } from '../core/form/values';
import { kindOf } from '../events/catalogue';
import { tables } from '../tables';

/**
 * Fields that notifications contain in addition to what the API returns for the record, or instead of it. `.*` stands
 * for members that BILL does not list: https://developer.bill.com/docs/notification-payloads-reference
 */
const TOLD: Record<string, string[]> = {
	'autopay.failed': [
		...['vendor.id', 'vendor.name', 'bills', 'transactionNumber'],
		...['fundingAccount.*', 'createdBy', 'createdTime', 'updatedTime'],
	],
	bill: ['createdBy', 'purchaseOrderNumber', 'vendorName'],
	invoice: ['createdBy', 'customerName'],
	'payment.failed': [
		...['vendor.id', 'vendor.name', 'bills', 'transactionNumber'],
		...['fundingAccount.*', 'createdBy', 'createdTime', 'updatedTime'],
	],
	'payment.updated': [
		...['id', 'billIds', 'transactionNumber', 'status', 'createdBy', 'createdTime', 'updatedTime'],
		...['processDate', 'funding.amount', 'funding.currency', 'funding.fundingAccount.*'],
		...['disbursement.amount', 'disbursement.currency', 'disbursement.arrivesByDate'],
		...['disbursement.disbursementAccount.*', 'vendor.id', 'vendor.name', 'billingType'],
	],
	'risk-verification': ['decision', 'processingStatus', 'referenceId'],
	'spend.reimbursement': [
		...['id', 'uuid', 'amount', 'fulfillmentType', 'fundRequestAmount', 'fundRequestBudgetAmount'],
		...['merchantName', 'note', 'submittedTime', 'occurredDate', 'retired', 'status', 'type'],
		...['batchId', 'batchAmount', 'statusHistory', 'budgetId', 'budgetUuid', 'userId', 'userUuid'],
		...['receipts', 'customFields', 'createdTime', 'updatedTime'],
	],
	'spend.three-ds-challenge': [
		...['acsTransactionId', 'merchantName', 'amount', 'occurredTime', 'currency'],
		...['cardUuid', 'cardId', 'userUuid', 'userId', 'companyUuid', 'companyId'],
	],
	'spend.transaction': [
		...['id', 'uuid', 'childTransactionIds', 'childTransactionUuids', 'isLocked', 'isReconciled'],
		...['transactionType', 'parentTransactionId', 'parentTransactionUuid', 'userId', 'userUuid'],
		...['userName', 'rawMerchantName', 'merchantName', 'budgetId', 'budgetUuid', 'budgetName'],
		...['parentBudgetUuid', 'originalAuthTransactionId', 'originalAuthTransactionUuid', 'isCredit'],
		...['currencyData.*', 'receiptRequired', 'reviewRequired', 'occurredTime', 'updatedTime'],
		...['authorizedTime', 'complete', 'pointsAwarded', 'customFields', 'receipts', 'network'],
		...['isParent', 'reviews', 'amount', 'transactedAmount', 'fees', 'foreignExchangeFee'],
		...['receiptStatus', 'matchedClearTransactionId', 'matchedClearTransactionUuid', 'status'],
		...['accountingIntegrationTransactions', 'reviewers', 'cardId', 'cardUuid', 'cardLastFour'],
		...['cardType', 'receiptSyncStatus', 'merchantCategoryCode', 'declineReason', 'cardPresent'],
		...['declineInternalReasonCode', 'merchantLocation.*'],
	],
	vendor: ['paymentNetworkId', 'rppsId'],
};

/** Notifications of payments have a form of their own. */
const OWN_FORM = ['payment.updated', 'payment.failed'];

/** A field that was typed, by the name that the events use. */
export interface Named {
	/** As it was typed, if no chosen event contains it, or if an event that is not known here may contain it. */
	field: string;
	isTold: boolean;
}

/** The name of a field in the chosen events, ignoring case and the record's name in front of it. */
export function nameIn(events: string[], typed: string): Named {
	const known = events.map((event) => [event, pathsTold(event)] as const);
	for (const [event, paths] of known) {
		const field = paths && findIn(paths, typed, event);
		if (field !== undefined) return { field, isTold: true };
	}
	const inRecord = events.map((event) => findIn(recordPaths(event), typed, event)).find(Boolean);
	const isTold = known.some(([, paths]) => paths === undefined);
	return { field: inRecord ?? typed, isTold };
}

/**
 * @param label the label of the field in the form
 * @param isFetched the full record is read, so that its fields can be checked too
 * @throws FieldError when none of the chosen events contains the field, with the name that it has there
 */
export function refuseUntold(
	label: string,
	typed: string,
	events: string[],
	isFetched: boolean,
): void {
	if (nameIn(events, typed).isTold) return;
	const inRecord = events.some((event) => findIn(recordPaths(event), typed, event) !== undefined);
	if (inRecord && isFetched) return;
	const told = [...new Set(events.flatMap((event) => pathsTold(event) ?? []))];
	const alike = told.filter((path) => isAlike(path, typed));
	const there =
		alike.length > 0
			? `Try ${alike.join(' or ')} instead`
			: `They have ${told.map((path) => path.replace(/\.\*$/, '')).join(', ')}`;
	const fetched = inRecord ? '. For conditions, you can also switch on Fetch Full Record' : '';
	throw new FieldError(
		label,
		`names ${shown(typed)}, which none of the chosen events has. ${there}${fetched}`,
	);
}

/** All fields that an event contains; undefined for an event that BILL has added since. */
function pathsTold(event: string): string[] | undefined {
	const kind = kindOf(event)?.kind;
	if (kind === undefined) return undefined;
	const own = [...(TOLD[event] ?? []), ...(TOLD[kind] ?? [])];
	return OWN_FORM.includes(event) ? own : [...new Set([...recordPaths(event), ...own])];
}

/** The type of a member in the records of the chosen events; undefined if it is not known, or not the same in all. */
export function kindOfMember(
	events: string[],
	field: string,
): 'string' | 'number' | 'boolean' | undefined {
	const kinds = events
		.map((event) => memberAt(shapeOf(event), field))
		.filter((kind) => kind !== undefined);
	const [kind] = new Set(kinds).size === 1 ? kinds : [];
	return kind === 'string' || kind === 'number' || kind === 'boolean' ? kind : undefined;
}

/** All fields that the API returns for the record of an event. */
const recordPaths = (event: string) => pathsOf(shapeOf(event));

function shapeOf(event: string): Shape {
	const resource = kindOf(event)?.resource;
	const get = tables
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === 'get');
	return get?.output ?? {};
}

function pathsOf(shape: Shape): string[] {
	return Object.entries(shape).flatMap(([member, kind]) =>
		typeof kind === 'object' && !Array.isArray(kind)
			? pathsOf(kind).map((path) => `${member}.${path}`)
			: [member],
	);
}

const plain = (text: string) => text.replace(/[\s_-]/g, '').toLowerCase();

function findIn(paths: string[], typed: string, event: string): string | undefined {
	const record = plain(kindOf(event)?.kind.split('.').pop() ?? '');
	const wanted = plain(typed);
	const bare = wanted.startsWith(`${record}.`) ? wanted.slice(record.length + 1) : wanted;
	for (const name of [wanted, bare]) {
		const exact = paths.find((path) => plain(path) === name);
		if (exact) return exact;
		const group = paths.find(
			(path) => path.endsWith('.*') && name.startsWith(plain(path.slice(0, -1))),
		);
		// The members below are not known, so they stay as they were typed.
		if (group) {
			const depth = group.split('.').length - 1;
			const below = typed
				.trim()
				.split('.')
				.slice(-(name.split('.').length - depth));
			return [group.slice(0, -2), ...below].join('.');
		}
	}
	return undefined;
}

function isAlike(path: string, typed: string): boolean {
	const [last, wanted] = [path, typed].map((name) => plain(name.split('.').pop() as string));
	return last !== '*' && (last.includes(wanted) || wanted.includes(last));
}
