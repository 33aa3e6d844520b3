const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');

/**
 * Writes `__schema__/v1.0.0/<resource>/<operation>.json` next to each built action node, from the shapes in its
 * tables: the output with default settings, so simplified where that is the default. n8n offers these fields in the
 * editor before a node has run.
 *
 * @param {string} dist the built package
 */
function writeSchemas(dist) {
	for (const node of ['Bill', 'BillSpendExpense']) writeSchemasOf(dist, node);
}

function writeSchemasOf(dist, node) {
	const { resources } = require(path.join(dist, 'nodes', node, 'resources/index.js'));
	const { shownShape } = require(path.join(dist, 'nodes/core/form/shown-shape.js'));
	for (const resource of resources) {
		for (const operation of resource.operations) {
			if (!operation.output) continue;
			const folder = path.join(dist, 'nodes', node, '__schema__/v1.0.0', resource.value);
			mkdirSync(folder, { recursive: true });
			const schema = {
				type: 'object',
				properties: schemaOf(shownShape(operation)).properties,
				version: 1,
			};
			writeFileSync(
				path.join(folder, `${operation.value}.json`),
				`${JSON.stringify(schema, null, '\t')}\n`,
			);
		}
	}
}

/** Converts a shape of the tables to JSON schema. */
function schemaOf(shape) {
	if (typeof shape === 'string') return { type: shape };
	if (Array.isArray(shape)) return { type: 'array', items: schemaOf(shape[0]) };
	const members = Object.entries(shape).map(([name, inside]) => [name, schemaOf(inside)]);
	return { type: 'object', properties: Object.fromEntries(members) };
}

module.exports = { writeSchemas };
