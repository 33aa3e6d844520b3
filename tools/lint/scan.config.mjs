import { createRequire } from 'node:module';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig } from 'eslint/config';
import { parser } from 'typescript-eslint';

/** The plugin has no types. */
const n8nNodes =
	/** @type {import('eslint').ESLint.Plugin & { configs: Record<string, { rules: import('eslint').Linter.RulesRecord }> }} */ (
		createRequire(import.meta.url)('eslint-plugin-n8n-nodes-base')
	);

/**
 * The rules of n8n's scan of community packages that want to be verified. The scan checks the sources and the
 * published package, and reads both from the network.
 * https://docs.n8n.io/connect/create-nodes/build-your-node/reference/verification-guidelines
 */
export default defineConfig(
	n8nCommunityNodesPlugin.configs.recommended,
	{ rules: { 'no-console': 'error' }, plugins: { 'n8n-nodes-base': n8nNodes } },
	{ files: ['package.json'], rules: n8nNodes.configs.community.rules },
	{
		files: ['**/credentials/**/*.ts'],
		rules: {
			...n8nNodes.configs.credentials.rules,
			// n8n's scan turns these two off as well, and the three rules for nodes below.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['**/nodes/**/*.ts'],
		rules: {
			...n8nNodes.configs.nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{ files: ['**/*.{json,ts}'], languageOptions: { parser } },
);
