import * as by from '../engine/filters.mts';
import { answerList, pageQuery } from '../engine/list.mts';
import type { Route } from '../engine/route.mts';
import { BillError } from '../errors/bill-error.mts';

/** Files that BILL exports on a schedule set in its web app: https://developer.bill.com/docs/export-bill-records. */
export const exportRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/exports',
		query: { ...pageQuery, filters: { type: 'string' } },
		handle: (call) =>
			answerList(
				call,
				call.world.of('exports'),
				// It is not known which fields can be filtered by, or which fields there are besides exportId.
				{ filters: { createdTime: by.time() }, sort: [] },
				({ id: exportId, createdTime }) => ({ exportId, createdTime }),
			),
	},
	{
		method: 'GET',
		path: '/v3/exports/:exportId/download-link',
		handle: ({ world, params }) => {
			const { _key } = world.of('exports').get(params.exportId);
			return { downloadLink: `${world.url}/connect/v3/exports/files/${_key}` };
		},
	},
	{
		// Unlike other links, this one is fetched without a session.
		method: 'GET',
		path: '/v3/exports/files/:key',
		needs: 'nothing',
		handle: ({ world, params, reply }) => {
			const file = world.files.get(params.key);
			if (
				!file ||
				!world
					.of('exports')
					.all()
					.some(({ _key }) => _key === params.key)
			) {
				throw BillError.notFound(params.key);
			}
			reply.header('content-disposition', `attachment; filename="${file.name}"`);
			reply.type(file.type);
			return file.bytes;
		},
	},
];
