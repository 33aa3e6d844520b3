/** Changes of records, whole or not at all. */
export class Transactions {
	/** Counts every write of a record: what was computed before the last one is stale. */
	writes = 0;
	private undo: Array<() => void> | undefined;
	private committed: Array<() => void> = [];

	/** Runs a change; when it throws, nothing has been written. One within another is a part of it. */
	run<T>(change: () => T): T {
		if (this.undo) return change();
		this.undo = [];
		this.committed = [];
		let result: T;
		try {
			result = change();
		} catch (error) {
			for (const step of this.undo.reverse()) step();
			throw error;
		} finally {
			this.undo = undefined;
		}
		for (const work of this.committed.splice(0)) work();
		return result;
	}

	/** Runs a change that stays, whatever becomes of the one that is going on. */
	apart(change: () => void): void {
		const { undo, committed } = this;
		this.undo = undefined;
		try {
			this.run(change);
		} finally {
			this.undo = undo;
			this.committed = committed;
		}
	}

	/** Notes how to take a write back, should the change fail. */
	onUndo(step: () => void): void {
		this.undo?.push(step);
	}

	/** Runs what tells others of a change once it is sure; not at all should it fail. Outside of one, at once. */
	afterCommit(work: () => void): void {
		if (this.undo) this.committed.push(work);
		else work();
	}
}
