/** Invisible characters: joiners, direction marks, soft hyphens, variation selectors, control characters. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|(?!\s)\p{Cc}/gu;
const ENDS =
	/^(?:\s|\p{Default_Ignorable_Code_Point}|\p{Cc})+|(?:\s|\p{Default_Ignorable_Code_Point}|\p{Cc})+$/gu;

/** Everything used as an apostrophe or quotation mark; NFKC puts a space before some of them. */
const QUOTES = /['"`´‘’‚‛“”„‟′″‹›«»ʹʺʻʼʽˈˊˋ՚＇]/gu;
const DASHES = /[\p{Pd}\u2043\u2212]/gu;

/**
 * A text as a person sees it. Two names that look the same give the same text: accents in one form (NFC), each run of
 * spaces of any kind as one space, no spaces at the ends, and no invisible characters. Case is kept.
 */
export function asSeen(text: string): string {
	return text.replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim().normalize('NFC');
}

/**
 * A text without spaces and invisible characters at its ends. Inside, a character that joins or separates letters may
 * be intended.
 */
export function trimmedAsSeen(text: string): string {
	return text.replace(ENDS, '');
}

/**
 * Whether two texts look different and yet probably name the same thing: they differ in case, in apostrophes and
 * quotation marks, in the kind of dash, or in typographic variants such as full-width letters and ligatures. Names with
 * different accents are different names.
 */
export function isNearMatch(a: string, b: string): boolean {
	return asSeen(a) !== asSeen(b) && withoutTypography(a) === withoutTypography(b);
}

/** The same result for all texts that are the same or nearly the same. */
export function withoutTypography(text: string): string {
	const plain = asSeen(text).replace(QUOTES, '').normalize('NFKC').replace(DASHES, '-');
	// Through upper case, because "ß" becomes "SS" there.
	return asSeen(plain.replace(QUOTES, '')).toUpperCase().toLowerCase();
}
