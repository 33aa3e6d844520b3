import type { LocalBill } from '../../local-bill/server.mts';
import { measured } from './measure.mts';
import type { BenchN8n } from './n8n.mts';

const GETS = 150;
const TRIALS = 2;
const PAUSES = [75, 100, 150, 200, 300, 500];

/** The next longer pause, if there is one. */
export function longerPause(than: number): number | undefined {
	return PAUSES.find((candidate) => candidate > than);
}

/** The shortest pause between batches of the HTTP Request node at which BILL refuses nothing. */
export async function shortestPause(
	n8n: BenchN8n,
	bill: LocalBill,
	tell: (text: string) => void,
): Promise<number> {
	bill.seed({ vendors: Math.max(0, GETS - bill.records('vendors').length) });
	const items = bill
		.records('vendors')
		.slice(0, GETS)
		.map(({ id }) => ({ json: { id } }));
	const path = '/connect/v3/vendors/{{ $json.id }}';
	let pauseMs = 0;
	for (const candidate of PAUSES) {
		pauseMs = candidate;
		tell(`HTTP Request node: looking for its pause, ${candidate} ms`);
		let clean = true;
		for (let trial = 0; clean && trial < TRIALS; trial++) {
			const { refused, records } = await measured(
				bill,
				async () => await n8n.httpRequest({ method: 'GET', path, items }, candidate),
			);
			clean = refused === 0 && records === GETS;
		}
		if (clean) break;
	}
	return pauseMs;
}
