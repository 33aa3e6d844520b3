/** Runs changes of records atomically. */
export class Transactions {
	/** Counts every write of a record. Cached values from before the last write are stale. */
	writes = 0;
	/** Ids of the records that the last change created. */
	made: string[] = [];
	private undo: Array<() => void> | undefined;
	private committed: Array<() => void> = [];

	/** Runs a change. If it throws, nothing is written. A nested change is part of the outer one. */
	run<T>(change: () => T): T {
		if (this.undo) return change();
		this.undo = [];
		this.committed = [];
		this.made = [];
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

	/** Runs a change that is kept even if the surrounding change fails. */
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

	/** Registers how to undo a write if the change fails. */
	onUndo(step: () => void): void {
		this.undo?.push(step);
	}

	/**
	 * Runs work that notifies others, once the change has succeeded; never if it fails. Outside of a change, runs at
	 * once.
	 */
	afterCommit(work: () => void): void {
		if (this.undo) this.committed.push(work);
		else work();
	}
}
