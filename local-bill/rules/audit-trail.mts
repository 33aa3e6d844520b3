import { currentUserId } from '../state/credentials.mts';
import type { World } from '../state/world.mts';

type Flat = Record<string, string>;

/** Records changes of vendors, one entry per field. */
export function auditVendors(world: World): void {
	world.of('vendors').watch((vendor, before) => {
		const [now, then] = [flatten(vendor), flatten(before ?? {})];
		// The values of source and type are our choice: BILL's are not known.
		const entry = {
			source: 'API',
			type: before ? 'UPDATE' : 'CREATE',
			createdTime: vendor.updatedTime,
			_vendorId: vendor.id,
			_userId: currentUserId,
		};
		const trail = world.of('auditTrail');
		if (!before) {
			trail.add({ ...entry, field: { name: 'name', value: { current: vendor.name } } });
			return;
		}
		for (const name of new Set([...Object.keys(then), ...Object.keys(now)])) {
			const value = { previous: then[name], current: now[name] };
			if (value.previous !== value.current) trail.add({ ...entry, field: { name, value } });
		}
	});
}

type Member = object | string | number | boolean | null | undefined;

/** The values as texts by their dotted names. Account numbers are masked. */
function flatten(value: object, prefix = ''): Flat {
	const flat: Flat = {};
	for (const [name, member] of Object.entries<Member>({ ...value })) {
		if (name.startsWith('_') || name === 'createdTime' || name === 'updatedTime') continue;
		if (member === undefined || member === null) continue;
		if (typeof member === 'object') Object.assign(flat, flatten(member, `${prefix}${name}.`));
		else flat[prefix + name] = name === 'accountNumber' && prefix ? mask(member) : String(member);
	}
	return flat;
}

function mask(number: string | number | boolean): string {
	return `****${String(number).slice(-4)}`;
}
