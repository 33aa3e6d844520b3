import { deflateSync } from 'node:zlib';

const WIDTH = 240;
const HEIGHT = 100;

/** A small image of a check, as PNG: a pale sheet with a border and writing lines. */
export function checkImage(): Buffer {
	const row = (y: number) => {
		const pixels = Buffer.alloc(1 + WIDTH, 0xe8); // The first byte of a row is its filter; it is set below.
		pixels[0] = 0;
		const frame = y < 2 || y >= HEIGHT - 2;
		if (frame) pixels.fill(0x40, 1);
		else for (const x of [1, 2, WIDTH - 1, WIDTH]) pixels[x] = 0x40;
		if ([30, 50, 80].includes(y)) pixels.fill(0x60, 20, y === 80 ? 110 : 200);
		return pixels;
	};
	const header = Buffer.alloc(13);
	header.writeUInt32BE(WIDTH, 0);
	header.writeUInt32BE(HEIGHT, 4);
	header[8] = 8; // Bits per pixel. The zeros after it mean grayscale and no interlacing.
	const pixels = deflateSync(Buffer.concat(Array.from({ length: HEIGHT }, (_, y) => row(y))));
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', pixels),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const result = Buffer.alloc(named.length + 8);
	result.writeUInt32BE(data.length, 0);
	named.copy(result, 4);
	result.writeUInt32BE(crc32(named), named.length + 4);
	return result;
}

/** The checksum of PNG chunks. (`node:zlib` has `crc32` only since Node.js 20.15.) */
function crc32(bytes: Buffer): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
	}
	return ~crc >>> 0;
}
