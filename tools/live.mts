import { register } from 'tsx/cjs/api';
import { PlainError, runMain } from './lib/plain-error.mts';

// The package is CommonJS, as n8n loads it. This allows loading it from its TypeScript sources.
register();

const SANDBOX = 'https://gateway.stage.bill.com';
const NEEDED = ['BILL_USERNAME', 'BILL_PASSWORD', 'BILL_ORGANIZATION_ID', 'BILL_DEV_KEY'];

const USAGE = `Runs the operation tests against BILL's own sandbox (${SANDBOX}), and prints where its answers
differ from the local BILL's. It makes vendors, bills and payments there, in an organization of that sandbox.

Set these four, as in the Bill API credential:
  ${NEEDED.join('\n  ')}
For operations that need a trusted session also BILL_REMEMBER_ME_ID and BILL_DEVICE.
A word after the command chooses cases: npm run test:live -- vendor`;

async function main() {
	const missing = NEEDED.filter((name) => !process.env[name]?.trim());
	if (missing.length > 0) {
		console.log(`${USAGE}\n\nMissing: ${missing.join(', ')}`);
		process.exit(2);
	}
	const asked = process.env.BILL_GATEWAY_URL?.trim().replace(/\/+$/, '') || SANDBOX;
	const { hostname } = new URL(asked);
	if (asked !== SANDBOX && hostname !== '127.0.0.1' && hostname !== 'localhost') {
		throw new PlainError(
			`This command uses only ${SANDBOX}, never production. Unset BILL_GATEWAY_URL.`,
		);
	}
	const { compare } = await import('./live/compare.mts');
	process.exit((await compare(asked, process.env, process.argv.slice(2))) ? 0 : 1);
}

await runMain(main);
