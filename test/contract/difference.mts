import type { Finding } from './findings.mts';

/** A known difference between the project and the contract, and its reason. */
export interface Difference {
	where: Array<Finding['where']>;
	endpoints: string[];
	members: string[];
	reason: string;
	/** The page of BILL, or other source, that is followed instead. */
	source: string;
}

export const reference = (name: string) => `https://developer.bill.com/reference/${name}`;
export const docs = (name: string) => `https://developer.bill.com/docs/${name}`;
export const changelog = (name: string) => `https://developer.bill.com/changelog/${name}`;

export const SUBSCRIPTIONS = 'GET /v3/subscriptions';
export const EVENTS = 'GET /v3/events/subscription/{subscriptionId}';
