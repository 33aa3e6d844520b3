import { credentials, currentUserId } from '../state/credentials.mts';
import type { World } from '../state/world.mts';
import { recordEvent } from '../webhooks/events.mts';

/** One subscription of an old program, disabled by BILL because its URL no longer responded. */
export function seedWebhooks(world: World, time: (daysAgo: number) => string): void {
	const subscription = world.of('subscriptions').add({
		id: '5b0d6f0e-6a52-4d0a-9f0b-3c6f1f0a7d21',
		createdTime: time(120),
		name: 'Old warehouse program',
		organizationId: credentials.organizationId,
		status: { enabled: false, updatedBy: currentUserId },
		events: [
			{ type: 'vendor.updated', version: '1' },
			{ type: 'bill.created', version: '1' },
		],
		notificationUrl: 'https://warehouse.northlight-goods.example/bill-events',
		_owner: { organizationId: credentials.organizationId },
		_securityKey: 'bG9jYWwtc2FuZGJveC1zZWN1cml0eS1rZXk=',
	});
	const { id, name, updatedTime } = world.of('vendors').all()[0];
	const vendor = { id, name, updatedTime };
	for (const [daysAgo, statusCode] of [
		[100, 200],
		[60, 200],
		[30, 503],
	]) {
		const members = { createdTime: time(daysAgo), statusCode };
		recordEvent(world, subscription, 'vendor.updated', vendor, members);
	}
}
