import type { Route } from '../engine/route.mts';
import { BillError } from '../errors/bill-error.mts';
import type { StoredFile, World } from '../state/world.mts';

/** Stores a file and returns its download link. BILL's own links look different, but both are fetched with GET. */
export function storeFile(world: World, key: string, file: StoredFile): string {
	world.files.set(key, file);
	return linkOf(world, key);
}

/** The download link of a stored file. */
export function linkOf(world: World, key: string): string {
	return `${world.url}/connect/v3/downloads/${key}`;
}

/** A download link needs the header `sessionId`: https://developer.bill.com/docs/documents-attachments. */
export const downloadRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/downloads/:key',
		needs: 'session',
		handle: ({ world, params, reply }) => {
			const file = world.files.get(params.key);
			if (!file) throw BillError.notFound(params.key);
			const name = encodeURIComponent(file.name);
			reply.header('content-disposition', `attachment; filename*=UTF-8''${name}`);
			reply.type(file.type);
			return file.bytes;
		},
	},
];
