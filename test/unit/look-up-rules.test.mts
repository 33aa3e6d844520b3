import { isWrite } from '../../nodes/core/wire/request.ts';
import { actionNodes } from '../support/forms.mts';

/* Every operation that can change something must define what happens if its response is lost. */

const operations = actionNodes.flatMap(({ name, resources }) =>
	resources.flatMap(({ value, operations: list }) =>
		list.map((operation) => [`${name} ${value}: ${operation.value}`, operation] as const),
	),
);
const writing = operations.filter(([, operation]) => isWrite(operation));

test.each(writing)('%s says how it is looked up, or why it cannot be', (_, { lookUp }) => {
	if (lookUp && 'cannot' in lookUp) {
		expect(lookUp.cannot).toMatch(/^\S.*[^.\s]$/);
	} else {
		expect(lookUp).toMatchObject({ look: expect.any(Function), words: expect.any(Function) });
		expect(lookUp?.seconds).toBeGreaterThan(0);
	}
});

test.each(writing.filter(([, { lookUp }]) => lookUp && 'seconds' in lookUp))(
	'%s says in its words what is looked for, also of an empty request',
	(_, { lookUp, method, path }) => {
		const words = (lookUp as { words(lost: object): string }).words({
			request: { method, path, body: {} },
			since: 0,
		});
		expect(words).toMatch(/^[a-z].*[^.\s]$/);
	},
);

test.each(operations.filter(([, operation]) => !isWrite(operation)))(
	'%s changes nothing, and has nothing to look up',
	(_, { lookUp, value, method }) => {
		// API Request can be any request.
		if (value === 'send' && method === 'GET') return;
		expect(lookUp).toBeUndefined();
	},
);
