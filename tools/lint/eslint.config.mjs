import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/*
 * For everything that n8n's own rules do not cover: all code except the TypeScript of the package. The
 * `eslint.config.mjs` at the root is n8n's and may not be changed in strict mode.
 */

const repository = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Rules that are not in the presets and that find bugs which occur only occasionally.
 *
 * @type {import('eslint').Linter.RulesRecord}
 */
const alsoWithTypes = {
	'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
	'@typescript-eslint/no-deprecated': 'error',
	// `{ old: _old, ...rest }` removes a field; the underscore marks the name as unused on purpose.
	'@typescript-eslint/no-unused-vars': [
		'error',
		{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
	],
	'@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
	'@typescript-eslint/switch-exhaustiveness-check': [
		'error',
		{ considerDefaultExhaustiveForUnions: true },
	],
	eqeqeq: 'error',
	// TypeScript already checks for undefined names.
	'no-undef': 'off',
};

/**
 * Tests read responses of BILL and n8n as untyped JSON; a wrong name there makes the test fail.
 *
 * @type {import('eslint').Linter.RulesRecord}
 */
const inTests = {
	'@typescript-eslint/no-unsafe-argument': 'off',
	'@typescript-eslint/no-unsafe-assignment': 'off',
	'@typescript-eslint/no-unsafe-call': 'off',
	'@typescript-eslint/no-unsafe-member-access': 'off',
	'@typescript-eslint/no-unsafe-return': 'off',
	// A stand-in is async if the original is, and tests refer to its methods without calling them.
	'@typescript-eslint/require-await': 'off',
	'@typescript-eslint/unbound-method': 'off',
};

export default defineConfig(
	globalIgnores(['dist', 'local-bill/dist', '.cache', '**/*.ts']),
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{
		files: ['**/*.{mts,mjs}'],
		extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: repository } },
		rules: alsoWithTypes,
	},
	{
		// TypeScript reads the JSDoc comments that type JSON there; ESLint ignores them.
		files: ['**/*.mjs'],
		rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
	},
	{ files: ['test/**'], rules: inTests },
	{
		// The few CommonJS files run without compilation and have no types.
		files: ['**/*.js'],
		extends: [js.configs.recommended],
		languageOptions: {
			sourceType: 'commonjs',
			globals: { __dirname: 'readonly', process: 'readonly' },
		},
	},
);
