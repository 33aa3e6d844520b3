import type { Connection } from './connection';
import { outcomeOf, readFailure } from './failures';
import type { Failure, FailureKind, Outcome } from './failures';
import { nextStep } from './next-step';
import { isRepeatable } from './request';
import type { BillAnswer, BillRequest } from './request';

/** The result of a request: BILL's response, or a final failure. */
export type Came = { answer: BillAnswer } | { failure: Failure };

/** Callbacks that follow a request. */
interface Follower {
	/** Called when the request is sent. */
	sending?(): void;
	/** Called when a try has ended; without an outcome, BILL has responded. */
	tried?(outcome?: Outcome): void;
}

/**
 * Sends a request, and retries where next-step.ts says so, until BILL has responded or the request has finally failed.
 */
export async function sendUntilAnswered(
	connection: Connection,
	request: BillRequest,
	{ sending, tried }: Follower = {},
): Promise<Came> {
	const earlier: FailureKind[] = [];
	for (;;) {
		await connection.ready();
		const halted = connection.halted();
		if (halted) return { failure: halted };
		const used = connection.sessionId;
		try {
			const answer = await connection.transmit(request, used, sending);
			tried?.();
			return { answer };
		} catch (error) {
			const failure = readFailure(error);
			tried?.(outcomeOf(failure));
			const step = nextStep(failure, {
				isRepeatable: isRepeatable(request),
				hasSession: connection.api.session,
				earlier,
			});
			earlier.push(failure.kind);
			if (step.action === 'renewSession') {
				connection.endSession(used);
			} else if (step.action === 'wait') {
				await connection.wait(step.ms);
			} else {
				connection.noteFailure(failure);
				return { failure };
			}
		}
	}
}
