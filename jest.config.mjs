/** @param {'es6' | 'commonjs'} module module format of the output */
const swc = (module) => [
	'@swc/jest',
	{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: module } },
];

// Tests and tools are ES modules (.mts); the package itself is CommonJS (.ts), as n8n loads it.
export default {
	testEnvironment: 'node',
	// By default Jest leaves one core free; on two cores that is half.
	maxWorkers: '100%',
	// Only ends tests that hang. The duration of a test is not checked: the node's own waits vary, and so does the
	// machine.
	testTimeout: 60_000,
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	// Compares the traffic between tests and the local BILL with BILL's documentation.
	globalSetup: '<rootDir>/test/contract/begin-run.mjs',
	setupFilesAfterEnv: ['<rootDir>/test/support/contract-setup.mts'],
	globalTeardown: '<rootDir>/test/contract/end-run.mjs',
	extensionsToTreatAsEsm: ['.mts'],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'cjs', 'json'],
	transform: { '\\.mts$': swc('es6'), '\\.ts$': swc('commonjs') },
	testPathIgnorePatterns: ['/node_modules/', '/.cache/'],
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/local-bill/dist', '<rootDir>/.cache'],
};
