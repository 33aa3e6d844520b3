import type { Resource } from '../../core/operation';
import { vendorResource } from './vendor';

/** Everything the Bill node can do. */
export const resources: Resource[] = [vendorResource];
