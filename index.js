// n8n itself reads the lists under "n8n" in package.json. This file is for tools that require the
// package: it hands out the same classes, taken from the same lists.
const path = require('node:path');
const { n8n } = require('./package.json');

for (const file of [...n8n.credentials, ...n8n.nodes]) {
	Object.assign(exports, require(path.join(__dirname, file)));
}
