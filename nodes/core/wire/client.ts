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
 * The one place that sends requests to BILL. It handles sessions, limits and retries; next-step.ts decides what follows
 * a failure.
 *
 * `BillClient.open` returns the client for one run of a node, `forItem` the client for one of its items.
 */
export class BillClient {
	/** The writes of this item. */
	readonly writes: ItemWrites;

	private constructor(
		private readonly connection: Connection,
		/** The item that requests are made for; error texts name it. */
		readonly item?: number,
		lookUp?: LookUp,
	) {
		this.writes = new ItemWrites(connection, connection.execution.item(item), lookUp);
	}

	/**
	 * A client with the node's credential.
	 *
	 * @param unattended n8n calls repeatedly without a person: a refused sign-in is then not retried each time
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
	 * @param lookUp finds out what happened to a write of this item whose response was lost
	 */
	forItem(item: number, lookUp?: LookUp): BillClient {
		return new BillClient(this.connection, item, lookUp);
	}

	/** The same client, acting in an organization of the credential's partner. */
	actingAs(acting: ActingAs): BillClient {
		return new BillClient(new OrganizationConnection(this.connection, acting));
	}

	/** The organization and user that a partner's client acts for. */
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

	/** The organization ID in the credential, for paths that contain it. */
	get organizationId(): string {
		return this.connection.organizationId;
	}

	/** The credential's values, and a way to store more with it. */
	get credential(): Pick<Connection, 'typed' | 'isCustom' | 'keep'> {
		return this.connection;
	}

	/** The credential's secrets, to keep them out of outputs. */
	get secrets(): string[] {
		return this.connection.secrets;
	}

	/** Whether Cancel was pressed. */
	get cancelled(): boolean {
		return this.connection.execution.isCancelled;
	}

	/** What was sent for this item so far, as a sentence for someone who reads an error. */
	get whatWasSent(): string {
		const { anything, writes } = this.writes.memory.sent;
		const forWhom = this.item === undefined ? '' : ' for this item';
		if (writes.length > 0) {
			return `Sent before${forWhom}: ${writes.join(', ')}. Look in BILL before you run it again.`;
		}
		return anything ? 'Nothing was changed in BILL.' : `Nothing was sent${forWhom}.`;
	}

	/**
	 * Sends a request and returns the response body: parsed JSON, a Buffer for `binary`, or `undefined` without a body.
	 *
	 * @throws NodeApiError written for the person at the editor
	 */
	async send(request: BillRequest): Promise<unknown> {
		return (await this.exchange(request)).body;
	}

	/** Reads, but returns a redirect (`location`) instead of treating it as a failure. */
	async follow(request: BillRequest): Promise<BillAnswer> {
		const came = await this.transmit(request);
		if ('answer' in came) return came.answer;
		const { location } = came.failure;
		if (location === undefined) throw this.toError(came, request);
		return redirectTo(location);
	}

	/** One record; undefined if BILL does not know it. @throws NodeApiError when BILL cannot be read */
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

	/** Reads from or writes to a pre-signed address: no session and no key are sent. */
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

	/** Reads a list page by page; see pages.ts. */
	pages(request: BillRequest, list?: ListRequest): AsyncGenerator<IDataObject[]> {
		return walkPages(this, request, list);
	}

	/** One page of a list, or a list that BILL returns as a whole. */
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

	/** Waits, but stops when Cancel is pressed. */
	async wait(milliseconds: number): Promise<void> {
		await this.connection.wait(milliseconds);
	}

	/** The full address of a path, or the path itself if it is already an address (download links). */
	address(path: string): string {
		return this.connection.address(path);
	}

	/** Whether session and keys may be sent to this address. */
	mayCarrySecrets(address: string): boolean {
		return this.connection.may.carrySecrets(address);
	}

	/**
	 * An error for this item that does not come from BILL: an unusable response, or a step that must not be taken.
	 *
	 * @param unknown the write whose outcome is unknown because of it
	 */
	refusal(message: string, description: string, unknown?: BillRequest): BillError {
		return nodeError(this.node, message, description, {
			item: this.item,
			outcome: unknown || this.hasWritten ? 'unknown' : 'notSent',
			...(unknown && { request: wordsOf(unknown) }),
		});
	}

	/** Whether something was sent for this item that may have changed data in BILL. */
	get hasWritten(): boolean {
		return this.writes.memory.sent.writes.length > 0;
	}

	/** A text that is unique to this item and the same in every try. */
	get place(): string {
		return this.connection.execution.placeOf(this.item ?? 0);
	}

	/** The current time on BILL's clock, as far as it is known (its earliest possible value): milliseconds since 1970. */
	get billNow(): number {
		return this.connection.clock.earliest(Date.now());
	}

	/** The writes of this process to the organization in the credential. */
	get account(): AccountWrites {
		return this.connection.writes;
	}

	/**
	 * The record that a write of this item created, from BILL's response or from a look-up.
	 *
	 * @throws NodeApiError when the outcome stays unknown
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

	/** Turns a failed request into the error that the user sees. */
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
	 * Sends each write of an item only once. If an earlier try has already sent the write at this position, its known
	 * result is returned again; if the result is unknown, it is looked up.
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
