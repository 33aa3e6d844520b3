import type { IBinaryData } from 'n8n-workflow';

import { trimmedAsSeen } from '../form/as-seen';

/** The file types that BILL accepts and returns: https://developer.bill.com/docs/documents-attachments */
const EXTENSIONS: Record<string, string> = {
	'application/pdf': 'pdf',
	'application/msword': 'doc',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'application/vnd.ms-excel': 'xls',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/rtf': 'rtf',
	'application/zip': 'zip',
	'image/bmp': 'bmp',
	'image/gif': 'gif',
	'image/jpeg': 'jpg',
	'image/jpg': 'jpg',
	'image/png': 'png',
	'image/tiff': 'tiff',
	'text/csv': 'csv',
	'text/html': 'html',
	'text/plain': 'txt',
	'text/rtf': 'rtf',
};

/** The name of an uploaded file. A file without a name gets one that shows its type, because BILL relies on it. */
export function nameOf({ fileName, fileExtension, mimeType }: Partial<IBinaryData>): string {
	const name = fileName && plainName(fileName);
	if (name) return name;
	const extension = fileExtension?.replace(/^\./, '');
	return extension ? `file.${extension}` : (nameForKind(mimeType) ?? 'file');
}

/** Characters that would end a line, or reverse the letters after them: `invoice\u202Efdp.exe`. */
const MISLEADING = /\p{Cc}|\p{Bidi_Control}/gu;

/** The part after the last slash, without misleading characters; undefined if no visible character is left. */
export function plainName(name: string): string | undefined {
	const last = name.split(/[/\\]/).pop() as string;
	const plain = trimmedAsSeen(last.replace(MISLEADING, ''));
	// A name must not lead into another folder.
	return /^\.*$/.test(plain) ? undefined : plain;
}

/** `file.pdf` for `application/pdf`; undefined for other types than those above. */
export function nameForKind(mimeType: string | undefined): string | undefined {
	const extension = EXTENSIONS[mimeType?.split(';')[0].trim().toLowerCase() ?? ''];
	return extension && `file.${extension}`;
}

/**
 * The file name in a `content-disposition` header (RFC 6266): `filename*` is preferred to `filename`, quoted or not,
 * and only the part after the last slash is used.
 */
export function nameInHeader(header: string | undefined): string | undefined {
	const parameters = parametersOf(header ?? '');
	const extended = decodedExtended(parameters.get('filename*') ?? '');
	const names = [extended, parameters.get('filename')];
	return names.map((name) => name && plainName(name)).find(Boolean);
}

/** The parameters by name; if a name occurs twice, the first one counts. */
function parametersOf(header: string): Map<string, string> {
	const found = new Map<string, string>();
	const parameter = /;\s*([\w!#$&+.^`|~*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/gs;
	for (const [, name, quoted, token] of header.replace(/^[^;]*/, '').matchAll(parameter)) {
		// A quotation mark that is never closed is not part of the name.
		const value =
			quoted === undefined ? token.trim().replace(/^"/, '') : quoted.replace(/\\(.)/gs, '$1');
		if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), value);
	}
	return found;
}

/** Decodes `UTF-8'en'caf%C3%A9.pdf` (RFC 8187); undefined if the value does not have that form. */
function decodedExtended(value: string): string | undefined {
	const [, charset, encoded] = /^([\w-]+)'[^']*'(.+)$/s.exec(value) ?? [];
	if (!encoded) return undefined;
	try {
		if (/^iso-8859-1$/i.test(charset)) {
			return encoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
				String.fromCharCode(parseInt(hex, 16)),
			);
		}
		return /^utf-8$/i.test(charset) ? decodeURIComponent(encoded) : undefined;
	} catch {
		// A percent sign that does not begin a valid escape sequence.
		return undefined;
	}
}
