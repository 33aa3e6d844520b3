import { strings } from '../../../core/form/shape';

/** Shape of the purpose of an international payment. */
export const purposeShape = { text: 'string', code: strings('name', 'value') } as const;
