import { setSafeRegexEngine } from 'n8n-workflow/dist/esm/safe-regex.js';

/**
 * n8n-workflow gives every regular expression of a form 250 ms of real time, and then fails with "Regular expression
 * execution timed out". On an overloaded machine this fails at random. Here the same expressions run in the same
 * engine without that time limit.
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
