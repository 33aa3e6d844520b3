import { FieldError } from '../core/form/values';

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Networks that cannot be reached from the internet: https://www.iana.org/assignments/iana-ipv4-special-registry */
const PRIVATE_IPV4: Array<[string, number]> = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.168.0.0', 16],
];

/**
 * Refuses an address that BILL could not send to: BILL accepts only https addresses
 * (https://developer.bill.com/docs/bill-webhook-api-notification-rules) and must reach them from the internet. Only the
 * text of the address is checked; no name is looked up.
 *
 * @param address n8n's webhook address of the node
 * @param isCustom the credential uses a custom gateway; one on this computer can send to this computer
 * @throws FieldError that says what is wrong with the address
 */
export function refuseUnreachable(address: string, isCustom: boolean): void {
	const { protocol, hostname } = new URL(address);
	const host = hostname.replace(/\.$/, '').toLowerCase();
	if (isCustom && LOOPBACK.test(host) && /^https?:$/.test(protocol)) return;
	const why = whyUnreachable(host) ?? (protocol === 'https:' ? undefined : 'it is not https');
	if (why) {
		throw new FieldError("n8n's webhook address", `cannot be used: ${why} (${address})`);
	}
}

function whyUnreachable(host: string): string | undefined {
	if (LOOPBACK.test(host)) return 'it is this computer, which BILL cannot reach';
	const inside = 'it belongs to a local network, which BILL cannot reach';
	if (host.startsWith('[')) return isPrivateIPv6(host.slice(1, -1)) ? inside : undefined;
	if (/^\d+(\.\d+){3}$/.test(host)) return isPrivateIPv4(host) ? inside : undefined;
	return !host.includes('.') || host.endsWith('.local') ? inside : undefined;
}

function isPrivateIPv4(host: string): boolean {
	const address = numberOf(host);
	return PRIVATE_IPV4.some(([network, bits]) => {
		const size = 2 ** (32 - bits);
		return Math.floor(address / size) === Math.floor(numberOf(network) / size);
	});
}

function numberOf(host: string): number {
	return host.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** `URL` has already shortened the address, and has written IPv4 inside IPv6 in hexadecimal. */
function isPrivateIPv6(host: string): boolean {
	if (host === '::' || host === '::1') return true;
	const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(host);
	if (mapped) {
		const [high, low] = mapped.slice(1).map((part) => parseInt(part, 16));
		return isPrivateIPv4([high >> 8, high & 255, low >> 8, low & 255].join('.'));
	}
	// Unique local (fc00::/7) and link-local (fe80::/10).
	return /^f[cd][0-9a-f]{2}:/.test(host) || /^fe[89ab][0-9a-f]:/.test(host);
}
