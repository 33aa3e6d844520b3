import { text } from '../../../core/form/kinds';
import { strings } from '../../../core/form/shape';
import type { Shape } from '../../../core/form/shape';

/* What most classifications have in common. */

export const named = (eg: string) => text('name', { eg });

export const described = (eg: string) => text('description', { eg });

export const shortened = (eg: string) => text('shortName', { eg });

export const namedShape: Shape = {
	...strings('id', 'name', 'shortName', 'description', 'parentId'),
	archived: 'boolean',
	...strings('createdTime', 'updatedTime'),
};

export const namedSort = ['name', 'description', 'archived', 'createdTime', 'updatedTime'];
