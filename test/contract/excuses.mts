import type { Finding } from './findings.mts';
import type { Difference } from './difference.mts';
import { ledger } from './ledger.mts';

/** The key that matches findings with the ledger's differences. */
export const placeOf = ({
	where,
	endpoint,
	member,
}: Pick<Finding, 'where' | 'endpoint' | 'member'>) => `${where} ${endpoint} ${member}`;

function placesOf({ where, endpoints, members }: Difference): string[] {
	return where.flatMap((each) =>
		endpoints.flatMap((endpoint) =>
			members.map((member) => placeOf({ where: each, endpoint, member })),
		),
	);
}

const excused = new Set(ledger.flatMap(placesOf));

/** The findings that are not in the ledger. */
export function unexcused(findings: Finding[]): Finding[] {
	return findings.filter((finding) => !excused.has(placeOf(finding)));
}

/** The places of the findings that are in the ledger. */
export function excusedPlaces(findings: Finding[]): string[] {
	return findings.map(placeOf).filter((place) => excused.has(place));
}

/**
 * The ledger's entries that no finding matches any more.
 *
 * @param shown the places of findings
 * @param kinds the kinds of findings that were searched for
 * @returns an endpoint or field of a difference, with its reason
 */
export function unused(shown: string[], kinds: Array<Finding['where']>): string[] {
	const known = new Set(shown);
	const lines = ledger.flatMap((difference) =>
		difference.where
			.filter((kind) => kinds.includes(kind))
			.flatMap((kind) => unusedParts({ ...difference, where: [kind] }, known)),
	);
	return [...new Set(lines)];
}

function unusedParts(difference: Difference, shown: Set<string>): string[] {
	const isShown = (part: Partial<Difference>) =>
		placesOf({ ...difference, ...part }).some((place) => shown.has(place));
	const { endpoints, members, reason, where } = difference;
	return [
		...endpoints.filter((endpoint) => !isShown({ endpoints: [endpoint] })),
		...members.filter((member) => !isShown({ members: [member] })),
	].map((part) => `${where.join()} ${part}: ${reason}`);
}

/** The size of the ledger, as text. */
export function ledgerInWords(): string {
	const places = (kind: Finding['where']) =>
		ledger
			.filter(({ where }) => where.includes(kind))
			.flatMap((each) => placesOf({ ...each, where: [kind] })).length;
	return `${ledger.length} differences from what BILL documents are meant (${places('form')} members of forms, ${places('request')} of requests, ${places('answer')} of answers, ${places('taken')} of what the local BILL takes)`;
}
