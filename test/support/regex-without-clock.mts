import { setSafeRegexEngine } from 'n8n-workflow/dist/esm/safe-regex.js';

/**
 * n8n-workflow gives every regular expression of a form 250 ms of real time and says "Regular
 * expression execution timed out" after that. On a machine with more to do than it can, that is a
 * matter of luck. Here the same expressions run in the same engine without that clock.
 */
setSafeRegexEngine({
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, replacement) =>
		input.replace(new RegExp(pattern, flags), replacement),
	matchAll: (pattern, input, flags) => [
		...input.matchAll(new RegExp(pattern, flags?.includes('g') ? flags : `${flags ?? ''}g`)),
	],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
});
