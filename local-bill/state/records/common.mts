/** What every kept record has. Members whose names begin with an underscore are the local BILL's own, and not shown. */
export interface Kept {
	id: string;
	createdTime: string;
	updatedTime: string;
	archived?: boolean;
}

/** A record that BILL can put away. */
export interface Archivable extends Kept {
	archived: boolean;
}

/** Any of its members may have been cleared by a PATCH before it is checked. */
export interface Address {
	line1?: string;
	line2?: string;
	city?: string;
	stateOrProvince?: string;
	zipOrPostalCode?: string;
	country?: string;
}

/** Ids of what a record or a line is sorted by, e.g. `chartOfAccountId`. */
export type Classifications = Partial<Record<string, string>>;

/** How much of a credit is used. */
export interface AppliedCredit {
	id: string;
	amount: number;
}

/** The account that money comes from or goes to. A wallet has no id. */
export interface AccountRef {
	type: string;
	id?: string;
}

/** When something comes again. */
export interface Schedule {
	period: string;
	frequency: number;
	nextDueDate: string;
	endDate?: string;
	daysInAdvance?: number;
}

/** A line of an amount, with nothing to multiply. */
export interface AmountLine {
	id: string;
	amount: number;
	description?: string;
	classifications?: Classifications;
}
