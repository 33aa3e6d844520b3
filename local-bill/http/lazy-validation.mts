import AjvCompiler from '@fastify/ajv-compiler';

/**
 * Fastify's validation of requests, each schema compiled at its first use. A local BILL has hundreds of routes and
 * most callers use only a few; compiling all schemas took most of the start-up time.
 */
export function lazyValidation(): ReturnType<typeof AjvCompiler> {
	const build = AjvCompiler();
	return (externalSchemas, options) => {
		const compile = build(externalSchemas, options);
		return (route) => {
			let check: ReturnType<typeof compile> | undefined;
			const lazy = ((data: unknown) => {
				check ??= compile(route);
				const isValid = check(data);
				lazy.errors = check.errors;
				return isValid;
			}) as ReturnType<typeof compile>;
			return lazy;
		};
	};
}
