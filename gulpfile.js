const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const path = require('node:path');
const { dest, parallel, series, src } = require('gulp');

/** A build starts from nothing, so that a file taken out of the sources leaves the package too. */
async function clean() {
	rmSync(path.join(__dirname, 'dist'), { recursive: true, force: true });
}

/** TypeScript to CommonJS, as n8n loads it. */
async function compile() {
	const tsc = require.resolve('typescript/bin/tsc');
	execFileSync(process.execPath, [tsc, '-p', 'tsconfig.package.json'], {
		cwd: __dirname,
		stdio: 'inherit',
	});
}

/** Pictures and codex files lie beside the nodes that name them. */
function assets() {
	return src('nodes/**/*.{svg,node.json}', { encoding: false }).pipe(dest('dist/nodes'));
}

/** What each operation gives, so that the editor shows fields before a first run. */
async function schemas() {
	const { writeSchemas } = require('./tools/schemas.js');
	writeSchemas(path.join(__dirname, 'dist'));
}

exports.build = series(clean, parallel(compile, assets), schemas);
exports.default = exports.build;
