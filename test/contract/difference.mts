import type { Finding } from './findings.mts';

/** Where the project differs from the contract, and why. */
export interface Difference {
	where: Array<Finding['where']>;
	endpoints: string[];
	members: string[];
	reason: string;
	/** The page, or what else is believed. */
	source: string;
}

export const reference = (name: string) => `https://developer.bill.com/reference/${name}`;
export const docs = (name: string) => `https://developer.bill.com/docs/${name}`;
export const changelog = (name: string) => `https://developer.bill.com/changelog/${name}`;

export const SUBSCRIPTIONS = 'GET /v3/subscriptions';
export const EVENTS = 'GET /v3/events/subscription/{subscriptionId}';
