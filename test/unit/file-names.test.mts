import { nameForKind, nameInHeader, nameOf } from '../../nodes/core/run/file-names.ts';

describe('the name in content-disposition', () => {
	test.each<[string, string | undefined]>([
		['attachment; filename="check; front.png"', 'check; front.png'],
		['attachment; filename=check.png', 'check.png'],
		['attachment;filename = "check.png" ; size=3', 'check.png'],
		['ATTACHMENT; FILENAME="check.png"', 'check.png'],
		['inline; filename="a \\"b\\" c.pdf"', 'a "b" c.pdf'],
		['attachment; filename="a=b.pdf"; x=y', 'a=b.pdf'],
		['attachment; filename=check front.png', 'check front.png'],
		["attachment; filename*=UTF-8''caf%C3%A9%20bill.pdf", 'café bill.pdf'],
		["attachment; filename*=utf-8'en'caf%C3%A9.pdf", 'café.pdf'],
		["attachment; filename*=ISO-8859-1''caf%E9.pdf", 'café.pdf'],
		[`attachment; filename="cafe.pdf"; filename*=UTF-8''caf%C3%A9.pdf`, 'café.pdf'],
		[`attachment; filename*=UTF-8''caf%C3%A9.pdf; filename="cafe.pdf"`, 'café.pdf'],
		[`attachment; filename="cafe.pdf"; filename*=UTF-8''caf%C3%`, 'cafe.pdf'],
		[`attachment; filename="cafe.pdf"; filename*=UTF-16''x`, 'cafe.pdf'],
		[`attachment; filename="cafe.pdf"; filename*=nonsense`, 'cafe.pdf'],
		['attachment; filename="100%25.pdf"', '100%25.pdf'],
		['attachment; filename="../../etc/passwd"', 'passwd'],
		['attachment; filename="C:\\\\bills\\\\check.png"', 'check.png'],
		["attachment; filename*=UTF-8''..%2Fcheck.png", 'check.png'],
		['attachment; name="filename=x.pdf"; filename="y.pdf"', 'y.pdf'],
		['attachment; filename="first.pdf"; filename="second.pdf"', 'first.pdf'],
		['attachment; filename="check.png"; filename*=UTF-8\'\'%2F', 'check.png'],
		['attachment; filename="check.png"; filename*=UTF-8\'\'..', 'check.png'],
		["attachment; filename*=UTF-8''a%0D%0Ab%00.pdf", 'ab.pdf'],
		["attachment; filename*=UTF-8''invoice%E2%80%AEfdp.exe", 'invoicefdp.exe'],
		["attachment; filename*=UTF-8''%E2%80%8Bcheck.png%EF%BB%BF", 'check.png'],
		['attachment; filename="check.png', 'check.png'],
		['attachment; filename=".."', undefined],
		['attachment; filename="."', undefined],
		['attachment; filename="checks/"', undefined],
		['attachment; filename=""', undefined],
		['attachment; filename=', undefined],
		["attachment; filename*=UTF-8''", undefined],
		['attachment', undefined],
		['', undefined],
	])('%s: %s', (header, expected) => {
		expect(nameInHeader(header)).toBe(expected);
	});

	test('no header, no name', () => {
		expect(nameInHeader(undefined)).toBeUndefined();
	});
});

test.each([
	[{ fileName: 'bill.pdf', mimeType: 'image/png' }, 'bill.pdf'],
	[{ fileName: ' bill.pdf ' }, 'bill.pdf'],
	[{ mimeType: 'application/pdf' }, 'file.pdf'],
	[{ fileName: '', mimeType: 'application/pdf' }, 'file.pdf'],
	[{ fileName: '  ', fileExtension: 'pdf' }, 'file.pdf'],
	[{ fileExtension: '.png', mimeType: 'application/pdf' }, 'file.png'],
	[{ fileExtension: '', mimeType: 'image/jpeg' }, 'file.jpg'],
	[{ mimeType: 'text/csv; charset=utf-8' }, 'file.csv'],
	[{ mimeType: 'image/jpg' }, 'file.jpg'],
	[{ fileName: '/home/ana/bills/bill.pdf' }, 'bill.pdf'],
	[{ fileName: 'C:\\bills\\bill.pdf' }, 'bill.pdf'],
	[{ fileName: 'bill "3"; copy.pdf' }, 'bill "3"; copy.pdf'],
	[{ fileName: 'Rechnung für März.pdf' }, 'Rechnung für März.pdf'],
	[{ fileName: 'bill\r\n.pdf' }, 'bill.pdf'],
	[{ fileName: '..', mimeType: 'application/pdf' }, 'file.pdf'],
	[{ fileName: 'bills/', mimeType: 'application/pdf' }, 'file.pdf'],
	[{ fileName: '\u200b', mimeType: 'application/pdf' }, 'file.pdf'],
	[{ mimeType: 'application/octet-stream' }, 'file'],
	[{}, 'file'],
])('a binary field with %j is uploaded as %s', (binary, expected) => {
	expect(nameOf(binary)).toBe(expected);
});

test('what is downloaded without a name is named by its kind, where that says something', () => {
	expect(nameForKind('Application/PDF')).toBe('file.pdf');
	expect(nameForKind('application/octet-stream')).toBeUndefined();
	expect(nameForKind(undefined)).toBeUndefined();
});
