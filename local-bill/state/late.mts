/** Records that are kept and do not show in lists yet: BILL gives no promise of when a list knows of a write. */
export class Late {
	/** How many reads of its list each one still misses. */
	private readonly missing = new Map<string, number>();

	hide(ids: string[], reads: number): void {
		for (const id of ids) this.missing.set(id, reads);
	}

	/** One read of a list: what shows in it. Each record that does not is one read nearer to it. */
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
