/** Turns names in BILL's notation into the words of the editor. */
const SMALL_WORDS = new Set(['or', 'of', 'and', 'to', 'in', 'by', 'for', 'the', 'from']);
const UPPER_WORDS: Record<string, string> = {
	id: 'ID',
	url: 'URL',
	ach: 'ACH',
	ap: 'AP',
	json: 'JSON',
	mfa: 'MFA',
	ids: 'IDs',
	ein: 'EIN',
	ssn: 'SSN',
	llc: 'LLC',
};

/** `zipOrPostalCode` and `NOT_CONNECTED` in the words of the editor: "Zip or Postal Code", "Not Connected". */
export function inWords(name: string): string {
	const isConstant = /^[A-Z0-9_]+$/.test(name);
	const words = isConstant
		? name.toLowerCase().split('_')
		: name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(' ');
	return words
		.map((word, index) => {
			const lower = word.toLowerCase();
			if (UPPER_WORDS[lower]) return UPPER_WORDS[lower];
			const isInside = index > 0 && index < words.length - 1;
			if (isInside && SMALL_WORDS.has(lower)) return lower;
			return word.charAt(0).toUpperCase() + word.slice(1);
		})
		.join(' ');
}
