import { register } from 'tsx/esm/api';

/** Jest calls it before the first test file. */
export default async function beginRun() {
	register();
	const { forgetPlaces } = await import('./records.mts');
	forgetPlaces();
}
