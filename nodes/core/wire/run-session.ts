/** The session of one run of a node: the current one, and whose turn it is to get a new one. */
export class RunSession {
	/** Empty if a sign-in is needed. */
	private id = '';
	/** The session that a call failed with. */
	private failed?: string;
	/** The stored credential has not been read since the failure. */
	private isStale = false;
	private renewing?: Promise<void>;

	/** @param readStored reads the session that n8n stores with the credential; empty if it cannot be used */
	constructor(private readonly readStored: () => Promise<string>) {}

	get current(): string {
		return this.id;
	}

	/** The session that has ended, so that a sign-in returns another one. */
	get ended(): string | undefined {
		return this.failed;
	}

	/** Takes the stored session, unless it is the one that has ended. */
	async load(): Promise<void> {
		const stored = await this.readStored();
		this.id = stored === this.failed ? '' : stored;
	}

	/** Returns when there is a session, when it is this caller's turn to sign in, or when nothing more is sent. */
	async ready(isHalted: () => boolean): Promise<void> {
		while (!this.id && !isHalted()) {
			if (this.renewing) {
				await this.renewing;
			} else if (this.isStale) {
				// Another execution may have stored a newer session in the meantime.
				this.isStale = false;
				await this.alone(async () => await this.load());
			} else {
				return;
			}
		}
	}

	/** Records that a call failed because its session has ended. */
	end(used: string): void {
		if (this.id !== used || used === '') return;
		this.id = '';
		this.failed = used;
		this.isStale = true;
	}

	/** Takes the session that a sign-in returned. */
	take(id: string): void {
		this.id = id;
	}

	/** Records that BILL refused a session right after the sign-in, so that it is not tried again. */
	refuse(id: string): void {
		this.id = '';
		this.failed = id;
	}

	/** Runs a sign-in; nothing else of this run is sent in the meantime. */
	async renew<T>(signIn: () => Promise<T>): Promise<T> {
		return await this.alone(signIn);
	}

	private async alone<T>(work: () => Promise<T>): Promise<T> {
		let finish = () => {};
		this.renewing = new Promise<void>((resolve) => (finish = resolve));
		try {
			return await work();
		} finally {
			this.renewing = undefined;
			finish();
		}
	}
}
