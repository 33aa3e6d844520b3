/** Whether a URL is on this computer: localhost, 127.0.0.0/8 or [::1]. */
export function isLoopback(address: string): boolean {
	if (!URL.canParse(address)) return false;
	// The URL parser has already converted other forms of the same address (127.1, 0x7f000001) to four parts.
	const { hostname } = new URL(address);
	return ['localhost', '[::1]'].includes(hostname) || /^127(\.\d{1,3}){3}$/.test(hostname);
}
