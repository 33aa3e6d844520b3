import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/*
 * For what n8n's own rules do not look at: everything that is not TypeScript of the package. The
 * `eslint.config.mjs` at the root is n8n's and may not be changed in strict mode.
 */

const repository = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Rules that the presets leave out and that find what goes wrong only at times.
 *
 * @type {import('eslint').Linter.RulesRecord}
 */
const alsoWithTypes = {
	'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
	'@typescript-eslint/no-deprecated': 'error',
	// `{ old: _old, ...rest }` leaves a member out; a name with an underscore says so.
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
	// TypeScript knows every name there is.
	'no-undef': 'off',
};

/**
 * Tests read answers of BILL and of n8n as free-form JSON; a wrong name there fails the test.
 *
 * @type {import('eslint').Linter.RulesRecord}
 */
const inTests = {
	'@typescript-eslint/no-unsafe-argument': 'off',
	'@typescript-eslint/no-unsafe-assignment': 'off',
	'@typescript-eslint/no-unsafe-call': 'off',
	'@typescript-eslint/no-unsafe-member-access': 'off',
	'@typescript-eslint/no-unsafe-return': 'off',
	// A stand-in is async where what it stands in for is, and it is looked at without being called.
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
		// TypeScript checks the comments that give JSON a type there; ESLint does not see them.
		files: ['**/*.mjs'],
		rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
	},
	{ files: ['test/**'], rules: inTests },
	{
		// The few CommonJS files run as they are and have no types.
		files: ['**/*.js'],
		extends: [js.configs.recommended],
		languageOptions: {
			sourceType: 'commonjs',
			globals: { __dirname: 'readonly', process: 'readonly' },
		},
	},
);
