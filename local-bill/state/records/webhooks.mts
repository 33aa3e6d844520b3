import type { Kept } from './common.mts';

/** Whose subscriptions they are: those of an organization, or of a Spend & Expense company. The two do not mix. */
export interface Owner {
	organizationId?: string;
	spendCompanyUuid?: string;
}

export interface Subscription extends Kept {
	name: string;
	organizationId?: string;
	/** Who enabled or disabled it. */
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
	/** What the last delivery was answered. */
	statusCode?: number;
	_entityId: unknown;
	_resent: number;
}

/** The answer that a repeated X-Idempotent-Key gets. */
export interface IdempotentAnswer {
	id: string;
	createdTime?: string;
	updatedTime?: string;
	at: number;
	answer: unknown;
}
