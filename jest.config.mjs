const swc = (module) => [
	'@swc/jest',
	{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: module } },
];

// Tests and tools are ES modules (.mts); the package itself is CommonJS (.ts), as n8n loads it.
export default {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	extensionsToTreatAsEsm: ['.mts'],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'cjs', 'json'],
	transform: { '\\.mts$': swc('es6'), '\\.ts$': swc('commonjs') },
	testPathIgnorePatterns: ['/node_modules/', '/.cache/'],
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.cache'],
};
