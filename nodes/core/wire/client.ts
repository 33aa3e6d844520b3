import type { IDataObject, INode } from 'n8n-workflow';

import type { ActingAs, ApiProfile } from './api';
import { sendUntilAnswered } from './attempts';
import type { Came } from './attempts';
import { Connection } from './connection';
import { nodeError } from './errors';
import type { BillError } from './errors';
import { readFailure } from './failures';
import type { Failure } from './failures';
import { ItemWrites } from './item-writes';
import type { LostWrite } from './item-writes';
import { OrganizationConnection } from './organization-connection';
import { askPage, walkPages } from './pages';
import type { ListPage, ListRequest } from './pages';
import { isWrite, wordsOf } from './request';
import type { BillAnswer, BillRequest, NodeContext } from './request';
import type { AccountWrites, LookUp, Write } from './writes';

/**
 * The one place that sends requests to BILL. It knows session, limits and what may be sent again; what comes next
 * after a failure is decided in next-step.ts.
 *
 * `BillClient.open` gives the client of one run of a node, `forItem` that of one of its items.
 */
export class BillClient {
	/** The writes of this item. */
	readonly writes: ItemWrites;

	private constructor(
		private readonly connection: Connection,
		/** The item that requests are made for; it stands in error texts. */
		readonly item?: number,
		lookUp?: LookUp,
	) {
		this.writes = new ItemWrites(connection, connection.execution.item(item), lookUp);
	}

	/**
	 * A client with the node's credential.
	 *
	 * @param unattended n8n calls by itself, again and again: a refused sign-in is then not tried anew each time
	 * @throws NodeApiError when the credential is unusable
	 */
	static async open(
		context: NodeContext,
		api: ApiProfile,
		{ unattended = false } = {},
	): Promise<BillClient> {
		return new BillClient(await Connection.open(context, api, unattended));
	}

	/**
	 * The same client for one item.
	 *
	 * @param lookUp finds out what became of a write of this item whose answer was lost
	 */
	forItem(item: number, lookUp?: LookUp): BillClient {
		return new BillClient(this.connection, item, lookUp);
	}

	/** The same client in an organization of the partner in the credential. */
	actingAs(acting: ActingAs): BillClient {
		return new BillClient(new OrganizationConnection(this.connection, acting));
	}

	/** The organization and user of a partner that it is for. */
	get acting(): ActingAs | undefined {
		return this.connection.acting;
	}

	get api(): ApiProfile {
		return this.connection.api;
	}

	get node(): INode {
		return this.connection.node;
	}

	/** IANA name of the workflow's time zone. */
	get timeZone(): string {
		return this.connection.timeZone;
	}

	/** The organization in the credential, for the paths that name it. */
	get organizationId(): string {
		return this.connection.organizationId;
	}

	/** What the credential says, and how more is kept with it. */
	get credential(): Pick<Connection, 'typed' | 'isCustom' | 'keep'> {
		return this.connection;
	}

	/** The credential's secrets, so that they can be kept out of outputs. */
	get secrets(): string[] {
		return this.connection.secrets;
	}

	/** Whether Cancel was pressed. */
	get cancelled(): boolean {
		return this.connection.execution.isCancelled;
	}

	/** What has left for this item so far, in a sentence for a person who reads an error. */
	get whatWasSent(): string {
		const { anything, writes } = this.writes.memory.sent;
		const forWhom = this.item === undefined ? '' : ' for this item';
		if (writes.length > 0) {
			return `Sent before${forWhom}: ${writes.join(', ')}. Look in BILL before you run it again.`;
		}
		return anything ? 'Nothing was changed in BILL.' : `Nothing was sent${forWhom}.`;
	}

	/**
	 * Sends a request and gives the answer's body: parsed JSON, or a Buffer for `binary`. An answer
	 * without a body gives `undefined`.
	 *
	 * @throws NodeApiError written for the person at the editor
	 */
	async send(request: BillRequest): Promise<unknown> {
		return (await this.exchange(request)).body;
	}

	/** Reads, but gives a redirect back (`location`) instead of treating it as a failure. */
	async follow(request: BillRequest): Promise<BillAnswer> {
		const came = await this.transmit(request);
		if ('answer' in came) return came.answer;
		const { location } = came.failure;
		if (location === undefined) throw this.toError(came, request);
		return redirectTo(location);
	}

	/** One record; nothing when BILL does not know it. @throws NodeApiError when BILL cannot be read */
	async find(path: string): Promise<IDataObject | undefined> {
		const request: BillRequest = { method: 'GET', path };
		const came = await this.transmit(request);
		if ('answer' in came) {
			const record = came.answer.body as IDataObject | undefined;
			return record && Object.keys(record).length > 0 ? record : undefined;
		}
		if (came.failure.status === 404) return undefined;
		throw this.toError(came, request);
	}

	/** Reads, or writes to, an address that is signed in itself: no session and no key go along. */
	async fetchBare(request: BillRequest): Promise<BillAnswer> {
		if (!this.connection.may.carryFiles(request.path)) {
			throw this.refusal(
				'The download link is not an https address, so it was not followed',
				`It points to ${request.path.split('?')[0]}.`,
			);
		}
		try {
			return await this.connection.transmitBare(request);
		} catch (error) {
			const failure = readFailure(error);
			if (failure.location !== undefined) return redirectTo(failure.location);
			throw this.toError({ failure }, request);
		}
	}

	/** Walks a list, page by page; see pages.ts. */
	pages(request: BillRequest, list?: ListRequest): AsyncGenerator<IDataObject[]> {
		return walkPages(this, request, list);
	}

	/** One page of a list, or a list that BILL gives whole. */
	async page(
		request: BillRequest,
		list?: Pick<ListRequest, 'member' | 'leftOut'> & { token?: string; max?: number },
	): Promise<ListPage> {
		return await askPage(this, request, list);
	}

	/** All records of a list, or up to a limit. */
	async list(request: BillRequest, list?: ListRequest): Promise<IDataObject[]> {
		const records: IDataObject[] = [];
		for await (const page of this.pages(request, list)) records.push(...page);
		return records;
	}

	/** Waits, but not past a Cancel. */
	async wait(milliseconds: number): Promise<void> {
		await this.connection.wait(milliseconds);
	}

	/** The full address of a path, or the path itself when it is an address already (download links). */
	address(path: string): string {
		return this.connection.address(path);
	}

	/** Whether session and keys may go along to this address. */
	mayCarrySecrets(address: string): boolean {
		return this.connection.may.carrySecrets(address);
	}

	/**
	 * An error of this item that is not BILL's: an answer that cannot be used, or a step that must not be taken.
	 *
	 * @param unknown the write whose outcome is not known because of it
	 */
	refusal(message: string, description: string, unknown?: BillRequest): BillError {
		return nodeError(this.node, message, description, {
			item: this.item,
			outcome: unknown || this.hasWritten ? 'unknown' : 'notSent',
			...(unknown && { request: wordsOf(unknown) }),
		});
	}

	/** Whether something has left for this item that may have changed BILL. */
	get hasWritten(): boolean {
		return this.writes.memory.sent.writes.length > 0;
	}

	/** A text that is this item's alone, and the same in every try. */
	get place(): string {
		return this.connection.execution.placeOf(this.item ?? 0);
	}

	/** What BILL's clock shows now, as far as it is known: milliseconds since 1970. */
	get billNow(): number {
		return this.connection.clock.earliest(Date.now());
	}

	/** The writes of this process to the organization in the credential. */
	get account(): AccountWrites {
		return this.connection.writes;
	}

	/**
	 * The record that a write of this item has made: as BILL has answered, or looked up.
	 *
	 * @throws NodeApiError when its outcome stays unknown
	 */
	async recordOf(write: Write): Promise<unknown> {
		const came = await this.writes.answerOf(write);
		if ('answer' in came) return came.answer.body;
		throw this.toError(came, write.request);
	}

	/** Sends one request that carries the writes of several items. */
	async sendTogether(request: BillRequest, writes: Write[]): Promise<Came> {
		for (const write of writes) write.carriedBy = request;
		return await this.transmit(request, () => {
			const sentAt = Date.now();
			for (const write of writes) write.sentAt = sentAt;
		});
	}

	/** A failed request as the error that a person sees. */
	toError({ failure, ...lost }: { failure: Failure } | LostWrite, request: BillRequest): BillError {
		const { write, sighting } = lost as Partial<LostWrite>;
		const { lookedFor, candidates } = sighting ?? {};
		return this.connection.error(failure, write?.carriedBy ?? request, {
			item: this.item,
			lookedFor,
			candidates,
		});
	}

	private async exchange(request: BillRequest): Promise<BillAnswer> {
		const isOfItem = isWrite(request) && this.item !== undefined;
		const came = isOfItem ? await this.write(request) : await this.transmit(request);
		if ('answer' in came) return came.answer;
		throw this.toError(came, request);
	}

	/**
	 * Sends a write once for its place among the writes of its item: what is known of that place from an earlier try is
	 * given again, and what is not known is looked up.
	 */
	private async write(request: BillRequest): Promise<Came | LostWrite> {
		const { writes } = this;
		const before = writes.next(request);
		if (before) return await writes.answerOf(before);
		const write = writes.begin(request);
		const came = await this.transmit(request, () => (write.sentAt = Date.now()));
		if ('answer' in came) writes.done(write, came.answer);
		else writes.failed(write, came.failure);
		return write.state === 'unknown' ? await writes.answerOf(write) : came;
	}

	private async transmit(request: BillRequest, sending?: () => void): Promise<Came> {
		const { connection, request: routed } = this.connection.route(request);
		return await sendUntilAnswered(connection, routed, {
			sending,
			tried: (outcome) => {
				if (outcome !== 'notSent') this.writes.noteTried(request, outcome);
			},
		});
	}
}

function redirectTo(location: string): BillAnswer {
	return { status: 302, body: undefined, headers: {}, location };
}
