/** Whether a version of n8n is older than another, of which the first two numbers are told. */
export function isBelow(version: string, major: number, minor: number): boolean {
	const [ofMajor, ofMinor] = version.split('.').map(Number);
	return ofMajor === major ? ofMinor < minor : ofMajor < major;
}
