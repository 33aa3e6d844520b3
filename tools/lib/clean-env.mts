/**
 * Variables that npm sets for its child processes about the package whose script it runs, and settings of an n8n or a
 * Node.js that runs this one. Registry, proxy and certificate settings are not included: they stay.
 */
const notInherited = new RegExp(
	'^(' +
		[
			'npm_(package|lifecycle|command).*',
			'npm_config_(ignore_scripts|allow_scripts|prefix|local_prefix|global_prefix|nodedir|call)',
			'(n8n|db|executions|queue)_.*',
			'webhook_url|node_options|node_env|jest_worker_id',
		].join('|') +
		')$',
	'i',
);

/**
 * The environment for a program that must not depend on how it was started: npm would pass on this project's
 * `ignore-scripts`, which would keep n8n's database driver from being built, and settings of another n8n on this
 * computer would reach ours.
 */
export function cleanEnv(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(([name]) => !notInherited.test(name));
	return { ...Object.fromEntries(kept), ...directToLoopback(), ...more };
}

/** Settings that keep requests to this computer away from a proxy. Existing exceptions are kept. */
export function directToLoopback(): NodeJS.ProcessEnv {
	const { NO_PROXY, no_proxy } = process.env;
	const hosts = [NO_PROXY, no_proxy, '127.0.0.1,localhost,::1'].join(',').split(/[\s,]+/);
	const all = [...new Set(hosts.filter(Boolean))].join(',');
	return { NO_PROXY: all, no_proxy: all };
}
