import { register } from 'tsx/esm/api';

/** Called by Jest before the first test file. */
export default async function beginRun() {
	const unregister = register();
	const { beginRecords } = await import('./records.mts');
	await unregister();
	beginRecords();
}
