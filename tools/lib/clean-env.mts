/**
 * What npm tells its children about the package it runs a script of, and the settings of an n8n or
 * a Node.js around us. Registry, proxy and certificate settings are not among them: they stay.
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
 * The environment for a program that must not feel how it was started: this project's
 * `ignore-scripts`, handed down by npm, would keep n8n's database driver from being built, and the
 * settings of another n8n on this computer would reach ours.
 */
export function cleanEnv(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(([name]) => !notInherited.test(name));
	return { ...Object.fromEntries(kept), ...directToLoopback(), ...more };
}

/** Settings that keep calls to this computer away from a proxy; whatever else is excepted stays so. */
export function directToLoopback(): NodeJS.ProcessEnv {
	const { NO_PROXY, no_proxy } = process.env;
	const hosts = [NO_PROXY, no_proxy, '127.0.0.1,localhost,::1'].join(',').split(/[\s,]+/);
	const all = [...new Set(hosts.filter(Boolean))].join(',');
	return { NO_PROXY: all, no_proxy: all };
}
