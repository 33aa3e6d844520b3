/** Whether a version of n8n is older than `major.minor`. */
export function isBelow(version: string, major: number, minor: number): boolean {
	const [ofMajor, ofMinor] = version.split('.').map(Number);
	return ofMajor === major ? ofMinor < minor : ofMajor < major;
}
