/** Made-up rates: units of the currency per US dollar. Currencies not listed here have the rate 1.25. */
const RATES: Record<string, number> = {
	USD: 1,
	EUR: 0.92,
	GBP: 0.79,
	CAD: 1.36,
	MXN: 18.4,
	INR: 83.1,
};

/** Units of the currency per US dollar. */
export function rateOf(currency: string | undefined): number {
	return RATES[currency ?? 'USD'] ?? 1.25;
}
