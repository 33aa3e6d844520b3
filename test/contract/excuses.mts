import type { Finding } from './findings.mts';
import type { Difference } from './difference.mts';
import { ledger } from './ledger.mts';

/** What a finding and a difference of the ledger meet by. */
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

/** The findings that the ledger says nothing of. */
export function unexcused(findings: Finding[]): Finding[] {
	return findings.filter((finding) => !excused.has(placeOf(finding)));
}

/** The places of those that it has. */
export function excusedPlaces(findings: Finding[]): string[] {
	return findings.map(placeOf).filter((place) => excused.has(place));
}

/**
 * What the ledger has and nothing shows any more.
 *
 * @param shown the places of findings
 * @param kinds of what the findings were looked for
 * @returns an endpoint or member of a difference, with its reason
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

/** How much there is in the ledger, in words. */
export function ledgerInWords(): string {
	const places = (kind: Finding['where']) =>
		ledger
			.filter(({ where }) => where.includes(kind))
			.flatMap((each) => placesOf({ ...each, where: [kind] })).length;
	return `${ledger.length} differences from what BILL documents are meant (${places('form')} members of forms, ${places('request')} of requests, ${places('answer')} of answers, ${places('taken')} of what the local BILL takes)`;
}
