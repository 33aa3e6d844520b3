import { answerPage, pageQuery } from '../engine/list.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError } from '../errors/bill-error.mts';
import type { BillingStatement } from '../state/records/organization.mts';
import { linkOf } from './downloads.mts';
import { ownOrganization } from './organizations.mts';

const path = '/v3/organizations/:organizationId/billing-statements';

/** What BILL itself charges the organization: https://developer.bill.com/reference/listbillingstatements. */
export const billingStatementRoutes: Route[] = [
	{
		method: 'GET',
		path,
		query: { ...pageQuery, invoiceDateFrom: is.date, invoiceDateTo: is.date },
		handle: list,
	},
	{
		method: 'GET',
		path: `${path}/:billingStatementId`,
		handle: (call) => {
			ownOrganization(call);
			const { world, params } = call;
			const statement = world.of('billingStatements').get(params.billingStatementId);
			// The links need the header `sessionId`.
			const downloadLink = {
				csv: linkOf(world, `${statement.id}.csv`),
				pdf: linkOf(world, `${statement.id}.pdf`),
			};
			return { ...show(statement), downloadLink, statementDetails: statement.statementDetails };
		},
	},
];

/** With a date filter the list is not paged: `max` and `page` apply only to lists without one. */
function list(call: Call) {
	ownOrganization(call);
	const { invoiceDateFrom: from, invoiceDateTo: to, max, page } = call.query;
	const statements = call.world.of('billingStatements').all();
	if (!from && !to) return answerPage(call, 'billing statements', statements.map(show));
	for (const [name, value] of Object.entries({ max, page })) {
		if (value === undefined) continue;
		throw BillError.invalid(name, 'Only without invoiceDateFrom and invoiceDateTo');
	}
	const within = ({ invoiceDate }: BillingStatement) =>
		(!from || invoiceDate >= from) && (!to || invoiceDate <= to);
	return { results: statements.filter(within).map(show) };
}

function show(statement: BillingStatement) {
	const { id, amount, billingPeriod, description, invoiceDate, invoiceNumber } = statement;
	const { paymentStatus, paymentDate } = statement;
	return {
		...{ id, amount, billingPeriod, description, invoiceDate, invoiceNumber },
		...{ paymentStatus, paymentDate },
	};
}
