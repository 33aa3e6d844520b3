import type { IDataObject } from 'n8n-workflow';

/* What a person tells records apart by, in one line of a list. */

/** A member as text; nothing where BILL left it out. */
export const asText = (value: unknown) =>
	value === undefined || value === null ? '' : String(value);

export const joined = (...parts: unknown[]) => parts.map(asText).filter(Boolean).join(' · ');

export const fullName = ({ firstName, lastName }: IDataObject) =>
	`${asText(firstName)} ${asText(lastName)}`.trim();
