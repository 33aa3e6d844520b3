import type { Connection } from './connection';
import { outcomeOf, readFailure } from './failures';
import type { Failure, FailureKind, Outcome } from './failures';
import { nextStep } from './next-step';
import { isRepeatable } from './request';
import type { BillAnswer, BillRequest } from './request';

/** What came of a request: BILL's answer, or a failure for good. */
export type Came = { answer: BillAnswer } | { failure: Failure };

/** Who follows a request on its way. */
interface Follower {
	/** It leaves now. */
	sending?(): void;
	/** A try has ended; missing when BILL has answered. */
	tried?(outcome?: Outcome): void;
}

/** Sends a request, again where next-step.ts says so, until BILL has answered or it has failed for good. */
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
