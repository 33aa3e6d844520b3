/** Records that are stored but not yet shown in lists: BILL does not promise when a list includes a new record. */
export class Late {
	/** The number of list reads from which each record is still missing. */
	private readonly missing = new Map<string, number>();

	hide(ids: string[], reads: number): void {
		for (const id of ids) this.missing.set(id, reads);
	}

	/**
	 * The records that this read of the list shows. For each record left out, the count of missed reads goes down by
	 * one.
	 */
	shown<R extends { id: string }>(records: R[]): R[] {
		if (this.missing.size === 0) return records;
		return records.filter(({ id }) => {
			const left = this.missing.get(id);
			if (left === undefined) return true;
			if (left <= 1) this.missing.delete(id);
			else this.missing.set(id, left - 1);
			return false;
		});
	}

	clear(): void {
		this.missing.clear();
	}
}
