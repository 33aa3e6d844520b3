import AjvCompiler from '@fastify/ajv-compiler';

/**
 * Fastify's own checks of what comes in, each compiled at its first call. A local BILL has hundreds of routes and most
 * who start one use a few; to compile them all took most of the time of a start.
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
