/**
 * What every stored record has. Fields whose names begin with an underscore are internal to the local BILL and never
 * returned.
 */
export interface Kept {
	id: string;
	createdTime: string;
	updatedTime: string;
	archived?: boolean;
}

/** A record that can be archived. */
export interface Archivable extends Kept {
	archived: boolean;
}

/** Every field is optional, because a PATCH may clear any of them before the address is checked. */
export interface Address {
	line1?: string;
	line2?: string;
	city?: string;
	stateOrProvince?: string;
	zipOrPostalCode?: string;
	country?: string;
}

/** Ids of the classifications of a record or a line, e.g. `chartOfAccountId`. */
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

/** When something recurs. */
export interface Schedule {
	period: string;
	frequency: number;
	nextDueDate: string;
	endDate?: string;
	daysInAdvance?: number;
}

/** A line with an amount but no quantity or price. */
export interface AmountLine {
	id: string;
	amount: number;
	description?: string;
	classifications?: Classifications;
}
