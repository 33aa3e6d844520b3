/** Set by `npm run test:queue`: the whole numbers instead of those of `npm test`. */
export const wholeVariable = 'TEST_QUEUE_WHOLE';

/** Where the figures are written that a run has measured. */
export const figuresVariable = 'TEST_QUEUE_FIGURES';
