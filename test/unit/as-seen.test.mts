import { asSeen, isNearMatch } from '../../nodes/core/form/as-seen.ts';

describe('what a person sees of a text', () => {
	test.each<[string, string, string]>([
		['composed and decomposed', 'Café Zoë', 'Cafe\u0301 Zoe\u0308'],
		['two marks in another order', 'a\u0323\u0307', 'a\u0307\u0323'],
		['the sign of the unit for the letter', 'Å', '\u212b'],
		['two spaces', 'Northwind Office', 'Northwind  Office'],
		['a tab', 'Northwind Office', 'Northwind\tOffice'],
		['a line break', 'Northwind Office', 'Northwind\r\nOffice'],
		['a space that does not break', 'Northwind Office', 'Northwind\u00a0Office'],
		['a thin space', 'Northwind Office', 'Northwind\u2009Office'],
		['an ideographic space', 'Northwind Office', 'Northwind\u3000Office'],
		['spaces at the ends', 'Northwind', ' Northwind\n'],
		['a space without width', 'Northwind', 'North\u200bwind'],
		['one between two spaces', 'Northwind Office', 'Northwind \u200b Office'],
		['a byte order mark', 'Northwind', '\ufeffNorthwind'],
		['a soft hyphen', 'Northwind', 'North\u00adwind'],
		['a word joiner', 'Northwind', 'North\u2060wind'],
		['marks of direction', 'Northwind', '\u202aNorthwind\u202c\u200e'],
		['a variation selector', 'Northwind', 'Northwind\ufe0e'],
		['a control character', 'Northwind', 'North\u0000wind\u0085'],
		['a joiner inside an accent', 'é', 'e\u200d\u0301'],
	])('%s look the same', (_, a, b) => {
		expect(asSeen(b)).toBe(asSeen(a));
		expect(asSeen(b)).toBe(a.normalize('NFC'));
		expect(isNearMatch(a, b)).toBe(false);
	});

	test.each<[string, string, string]>([
		['capitals', 'Northwind', 'NORTHWIND'],
		['an accent', 'Café', 'Cafe'],
		['a word more', 'Northwind', 'Northwind Ltd'],
		['a space', 'Northwind', 'North wind'],
		['a digit above the line', 'Area 2', 'Area ²'],
		['letters of another script', 'Acme', 'Асme'],
	])('%s is seen', (_, a, b) => {
		expect(asSeen(a)).not.toBe(asSeen(b));
	});

	test('it stays the same when it is looked at again', () => {
		const text = ' Cafe\u0301 \u200b O\u2019Brien\u00a0 & Søn\u00adner ';
		expect(asSeen(asSeen(text))).toBe(asSeen(text));
		expect(asSeen(text)).toBe('Café O\u2019Brien & Sønner');
		expect(asSeen('')).toBe('');
		expect(asSeen(' \u200b ')).toBe('');
	});
});

describe('a near match', () => {
	test.each<[string, string, string]>([
		['capitals', 'Northwind Office', 'NORTHWIND office'],
		['the German sharp s', 'Straße', 'STRASSE'],
		['a typographic apostrophe', "Joe's Diner", 'Joe\u2019s Diner'],
		['the letter apostrophe', "Joe's Diner", 'Joe\u02bcs Diner'],
		['a full-width apostrophe', "Joe's Diner", 'Joe\uff07s Diner'],
		['an accent in its place', "Joe's Diner", 'Joe\u00b4s Diner'],
		['a prime in its place', "Joe's Diner", 'Joe\u2032s Diner'],
		['no apostrophe', "Joe's Diner", 'Joes Diner'],
		['quotation marks', '"Blue" Moon', '\u201cBlue\u201d Moon'],
		['a long dash', 'Smith-Jones', 'Smith\u2013Jones'],
		['a hyphen that does not break', 'Smith-Jones', 'Smith\u2011Jones'],
		['a minus', 'Smith-Jones', 'Smith\u2212Jones'],
		['full-width letters', 'ACME', '\uff21\uff23\uff2d\uff25'],
		['a ligature', 'Office', 'O\ufb03ce'],
		['three points as one', 'Wait...', 'Wait\u2026'],
		['all at once', " joe's  CAFÉ ", 'Joe\u2019s Cafe\u0301'],
	])('%s', (_, a, b) => {
		expect(isNearMatch(a, b)).toBe(true);
		expect(isNearMatch(b, a)).toBe(true);
	});

	test.each<[string, string, string]>([
		['the same text', 'Northwind', 'Northwind'],
		['a text that looks the same', 'Northwind', 'Northwind\u200b'],
		['an accent', 'Müller', 'Muller'],
		['another word', 'Northwind', 'Southwind'],
		['a word more', 'Acme', 'Acme Inc'],
		['a space inside', 'Northwind', 'North Wind'],
		['a hyphen that is missing', 'Smith-Jones', 'Smith Jones'],
		['another digit', 'Area 1', 'Area 2'],
		['nothing', 'Northwind', ''],
	])('not %s', (_, a, b) => {
		expect(isNearMatch(a, b)).toBe(false);
	});
});
