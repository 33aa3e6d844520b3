import type { Kept } from './common.mts';

/** The owner of subscriptions: an organization or a Spend & Expense company. The two are kept separate. */
export interface Owner {
	organizationId?: string;
	spendCompanyUuid?: string;
}

export interface Subscription extends Kept {
	name: string;
	organizationId?: string;
	/** `updatedBy` is the user who enabled or disabled it. */
	status: { enabled: boolean; updatedBy?: string };
	events: Array<{ type: string; version: string }>;
	notificationUrl: string;
	_owner: Owner;
	_securityKey: string;
}

/** An event in the history of one subscription. */
export interface Event extends Kept {
	type: string;
	version: string;
	subscriptionId: string;
	/** JSON. */
	payload: string;
	/** The HTTP status of the response to the last delivery. */
	statusCode?: number;
	_entityId: unknown;
	_resent: number;
}

/** The stored response for a repeated X-Idempotent-Key. */
export interface IdempotentAnswer {
	id: string;
	createdTime?: string;
	updatedTime?: string;
	at: number;
	answer: unknown;
}
