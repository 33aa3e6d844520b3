/** Set by `npm run test:queue`: use the full numbers instead of the small ones of `npm test`. */
export const wholeVariable = 'TEST_QUEUE_WHOLE';

/** The file for the figures that a run has measured. */
export const figuresVariable = 'TEST_QUEUE_FIGURES';
