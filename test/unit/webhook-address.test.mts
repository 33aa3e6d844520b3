import { refuseUnreachable } from '../../nodes/BillTrigger/address.ts';

const why = (address: string, isCustom = false): string => {
	try {
		refuseUnreachable(address, isCustom);
		return '';
	} catch (error) {
		return (error as Error).message;
	}
};

test.each([
	'https://n8n.example.com/webhook/1',
	'https://n8n.example.com:8443/webhook/1',
	'https://8.8.8.8/webhook/1',
	'https://172.15.0.1/x',
	'https://172.32.0.1/x',
	'https://100.63.0.1/x',
	'https://[2606:4700::1111]/x',
	'https://localhost.example.com/x',
	'https://10.example.com/x',
])('%s can be reached', (address) => {
	expect(why(address)).toBe('');
});

test.each([
	['http://n8n.example.com/webhook/1', /it is not https/],
	['https://localhost/x', /it is this computer, which/],
	['https://LOCALHOST:5678/x', /it is this computer, which/],
	['https://localhost./x', /it is this computer, which/],
	['https://n8n.localhost/x', /it is this computer, which/],
	['https://127.0.0.1/x', /it is this computer, which/],
	['https://127.8.9.1/x', /it is this computer, which/],
	['https://2130706433/x', /it is this computer, which/],
	['https://0x7f.1/x', /it is this computer, which/],
	['https://[::1]/x', /it is this computer, which/],
	['https://0.0.0.0/x', /local network/],
	['https://n8n/x', /local network/],
	['https://server.local/x', /local network/],
	['https://10.1.2.3/x', /local network/],
	['https://172.16.0.1/x', /local network/],
	['https://172.31.255.1/x', /local network/],
	['https://192.168.1.5/x', /local network/],
	['https://169.254.1.5/x', /local network/],
	['https://100.64.0.1/x', /local network/],
	['https://[fd00::1]/x', /local network/],
	['https://[fe80::1]/x', /local network/],
	['https://[::ffff:10.0.0.1]/x', /local network/],
	['https://[::ffff:192.168.0.1]/x', /local network/],
])('%s cannot be reached, and the text says why', (address, expected) => {
	expect(why(address)).toMatch(expected);
	expect(why(address)).toContain(address);
});

describe('with a gateway of its own', () => {
	test.each([
		'http://127.0.0.1:5678/x',
		'http://localhost:5678/x',
		'https://localhost/x',
		'http://[::1]/x',
	])('%s is taken', (address) => {
		expect(why(address, true)).toBe('');
	});

	test.each([
		'http://192.168.1.5/x',
		'https://10.0.0.1/x',
		'http://n8n.example.com/x',
		'https://n8n/x',
	])('%s is not', (address) => {
		expect(why(address, true)).not.toBe('');
	});
});
