const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const path = require('node:path');
const { dest, parallel, series, src } = require('gulp');

/** Starts each build from an empty folder, so that a file removed from the sources also disappears from the package. */
async function clean() {
	rmSync(path.join(__dirname, 'dist'), { recursive: true, force: true });
}

/** Compiles TypeScript to CommonJS, the format n8n loads. */
async function compile() {
	const tsc = require.resolve('typescript/bin/tsc');
	execFileSync(process.execPath, [tsc, '-p', 'tsconfig.package.json'], {
		cwd: __dirname,
		stdio: 'inherit',
	});
}

/** Icons and codex files must be next to the nodes that refer to them. */
function assets() {
	return src('nodes/**/*.{svg,node.json}', { encoding: false }).pipe(dest('dist/nodes'));
}

/** Writes the output schema of each operation, so that the editor shows fields before the first run. */
async function schemas() {
	const { writeSchemas } = require('./tools/schemas.js');
	writeSchemas(path.join(__dirname, 'dist'));
}

exports.build = series(clean, parallel(compile, assets), schemas);
exports.default = exports.build;
