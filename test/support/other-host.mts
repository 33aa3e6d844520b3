import {
	createServer as createPlain,
	type IncomingHttpHeaders,
	type RequestListener,
} from 'node:http';
import { createServer as createSecure, globalAgent } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A server that is not BILL, and the requests it received. */
export interface OtherHost {
	url: string;
	received: Array<{ path: string; headers: IncomingHttpHeaders }>;
	close(): Promise<void>;
}

/** For localhost only, generated for these tests. It protects nothing. */
const key = `
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgZM95hUTHZJRg/9re
K1tFI1nLX72RDfKGrox0++qnRCGhRANCAAQMqxgo7YVKUNA0bFrydHjl6zRo+vDo
/wNY2LRwrYOkaHc4+rHTXLTdqdxGrt5eYYrEZ78jL0bwShaZhKorrmJy
-----END PRIVATE KEY-----
`;
const cert = `
-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUHpBOQReuZTbqfIm+wlv75XLfgz8wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjIyNDYxMFoYDzIxMjYxMDI5
MjI0NjEwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQMqxgo7YVKUNA0bFrydHjl6zRo+vDo/wNY2LRwrYOkaHc4+rHTXLTd
qdxGrt5eYYrEZ78jL0bwShaZhKorrmJyo28wbTAdBgNVHQ4EFgQUWhp3gjeTrmB7
qXlOiJb2uxP7Er0wHwYDVR0jBBgwFoAUWhp3gjeTrmB7qXlOiJb2uxP7Er0wDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgBXhBS7iF4/qCJpp+0CN2NHnj2VkDlNE4JUb3P27NXWACIDZh
UqbBBe0aPI8znYMqs+97VZ3Qx1/RLunMClQ0Mnqe
-----END CERTIFICATE-----
`;

/** A host that serves one file at every path, by default over https. `redirectTo` redirects all requests. */
export async function otherHost(
	file: Buffer,
	{ secure = true, redirectTo }: { secure?: boolean; redirectTo?: string } = {},
): Promise<OtherHost> {
	const received: OtherHost['received'] = [];
	const answer: RequestListener = (request, response) => {
		received.push({ path: request.url ?? '', headers: request.headers });
		if (redirectTo) response.writeHead(302, { location: redirectTo }).end();
		else response.writeHead(200, { 'content-type': 'application/pdf' }).end(file);
	};
	const server = secure ? createSecure({ key, cert }, answer) : createPlain(answer);
	// Makes this process trust the certificate, as it would that of a real host.
	if (secure) globalAgent.options.ca = cert;
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http${secure ? 's' : ''}://localhost:${port}`,
		received,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
