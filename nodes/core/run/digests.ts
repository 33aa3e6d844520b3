import { createHash } from 'node:crypto';

/** 8 of the 32 bytes of a digest, as text: a collision among some thousand texts is practically impossible. */
const BYTES = 8;
const WIDTH = 11;

/**
 * Remembers texts by their digests, in the order in which they came; beyond `most` the oldest are forgotten. n8n loads
 * and saves a node's static data as a whole, so the digests are stored there as one short text: 11 characters each.
 */
export class Digests {
	private readonly digests = new Set<string>();

	/** @param kept an earlier result of `toString`; with anything else the memory starts empty */
	constructor(
		private readonly most: number,
		kept?: unknown,
	) {
		this.merge(kept);
	}

	get size(): number {
		return this.digests.size;
	}

	has(text: string): boolean {
		return this.digests.has(digest(text));
	}

	add(text: string): void {
		this.keep(digest(text));
	}

	delete(text: string): void {
		this.digests.delete(digest(text));
	}

	/** Adds what another process has stored. What is known here counts as newer, because the stored text may be old. */
	merge(kept: unknown): void {
		if (typeof kept !== 'string') return;
		const here = [...this.digests];
		this.digests.clear();
		for (let at = 0; at + WIDTH <= kept.length; at += WIDTH) this.keep(kept.slice(at, at + WIDTH));
		for (const short of here) {
			this.digests.delete(short);
			this.keep(short);
		}
	}

	/** @param without texts to leave out */
	toString(without: Iterable<string> = []): string {
		const left = new Set([...without].map(digest));
		return [...this.digests].filter((short) => !left.has(short)).join('');
	}

	private keep(short: string): void {
		this.digests.add(short);
		if (this.digests.size > this.most)
			this.digests.delete(this.digests.values().next().value as string);
	}
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest().subarray(0, BYTES).toString('base64url');
}
