/** Numbers from 0 (inclusive) to 1 (exclusive), always the same for a seed (mulberry32). */
export function randomFrom(seed: number) {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
	const upTo = (count: number) => Math.floor(next() * count);
	return {
		/** A whole number below `count`. */
		upTo,
		one: <T,>(choices: readonly T[]): T => choices[upTo(choices.length)],
		chance: (share: number) => next() < share,
	};
}

export type Random = ReturnType<typeof randomFrom>;
