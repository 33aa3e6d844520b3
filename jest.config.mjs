/** @param {'es6' | 'commonjs'} module what a file is turned into */
const swc = (module) => [
	'@swc/jest',
	{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: module } },
];

// Tests and tools are ES modules (.mts); the package itself is CommonJS (.ts), as n8n loads it.
export default {
	testEnvironment: 'node',
	// Jest leaves a core to whoever watches; of two that is half.
	maxWorkers: '100%',
	// It ends what hangs. How long a test takes is not its subject: the node's own waits vary, and so does the machine.
	testTimeout: 60_000,
	setupFiles: ['<rootDir>/test/support/regex-without-clock.mts'],
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	// What tests and local BILL say to each other is compared with what BILL documents.
	globalSetup: '<rootDir>/test/contract/begin-run.mjs',
	setupFilesAfterEnv: ['<rootDir>/test/support/contract-setup.mts'],
	globalTeardown: '<rootDir>/test/contract/end-run.mjs',
	extensionsToTreatAsEsm: ['.mts'],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'cjs', 'json'],
	transform: { '\\.mts$': swc('es6'), '\\.ts$': swc('commonjs') },
	testPathIgnorePatterns: ['/node_modules/', '/.cache/'],
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/local-bill/dist', '<rootDir>/.cache'],
};
