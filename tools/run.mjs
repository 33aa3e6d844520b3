// The entry of every npm script: `node tools/run.mjs <file.mts> [arguments]`.
//
// A fresh clone has nothing but Node.js and npm, so this file has no dependencies. It installs what is missing,
// builds the package if the script needs it, and then runs the TypeScript file in this same process: Ctrl-C and the
// exit code need no forwarding.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
/** @param {string[]} parts */
const inRoot = (...parts) => path.join(root, ...parts);
const windows = process.platform === 'win32';

/**
 * Ends the program with a one-line message for the person who started it.
 *
 * @param {string} line
 * @returns {never}
 */
function giveUp(line) {
	console.error(line);
	process.exit(1);
}

/**
 * Runs npm and shows its output; ends the program if npm fails.
 *
 * @param {string[]} args
 */
function npm(args) {
	const { status, signal, error } = spawnSync('npm', args, {
		cwd: root,
		stdio: 'inherit',
		shell: windows,
	});
	if (error) giveUp(`npm could not be started (${error.message}). It comes with Node.js.`);
	if (signal) process.exit(130);
	if (status !== 0) giveUp(`"npm ${args.join(' ')}" failed; what npm says is above.`);
}

/** @param {string} file */
const modified = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

/** Installs exactly what package-lock.json lists, if that is missing or outdated. */
function install() {
	const lock = inRoot('package-lock.json');
	const stamp = inRoot('node_modules', '.installed-from');
	const hash = () => createHash('sha256').update(readFileSync(lock)).digest('hex');
	const newest = modified(inRoot('node_modules', '.package-lock.json'));
	if (newest >= modified(lock) && newest > 0) return;
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash()) return;
	console.log('Installing the development tools (about a minute, once) …');
	npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--progress=true']);
	writeFileSync(stamp, hash());
}

/**
 * The time of the latest change of a folder or of anything in it.
 *
 * @param {string} folder
 */
function newestIn(folder) {
	const files = readdirSync(folder, { encoding: 'utf8', recursive: true });
	return Math.max(...['', ...files].map((file) => modified(path.join(folder, file))));
}

/** Builds the package if `dist` is missing or older than its sources. */
function build() {
	const { n8n } = /** @type {{ n8n: { nodes: string[], credentials: string[] } }} */ (
		JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
	);
	const complete = [...n8n.nodes, ...n8n.credentials].every((file) => existsSync(inRoot(file)));
	// A failed build leaves files behind, so the time of the last successful build is stored separately.
	const stamp = inRoot('.cache', 'built');
	const changed = Math.max(
		...['nodes', 'credentials'].map((name) => newestIn(inRoot(name))),
		...['tsconfig.package.json', 'gulpfile.js', 'tools/schemas.js', 'package.json'].map((name) =>
			modified(inRoot(name)),
		),
	);
	if (complete && modified(stamp) >= changed) return;
	console.log('Building the package …');
	const started = new Date();
	npm(['run', 'build', '--silent']);
	mkdirSync(inRoot('.cache'), { recursive: true });
	writeFileSync(stamp, '');
	utimesSync(stamp, started, started);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 6)) {
	giveUp(`This needs Node.js 20.6 or newer; this is ${process.versions.node}.`);
}

const [file, ...args] = process.argv.slice(2);
if (!file) giveUp('Usage: node tools/run.mjs <file.mts> [arguments]');

process.chdir(root);
install();
// The local BILL does not use the package, so it starts without a build.
if (!path.normalize(file).startsWith('local-bill')) build();

process.argv = [process.argv[0], inRoot(file), ...args];
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(inRoot(file)).href);
