import { isWhole, queueMode } from '../support/queue.mts';
import { events } from './events.mts';
import { limit } from './limit.mts';
import { payingWorkers } from './payments.mts';
import { polls } from './polls.mts';
import { signIns } from './sign-ins.mts';

/*
 * n8n's queue mode: PostgreSQL, Redis, and a main process, two workers and two webhook processes. A start takes a
 * minute or more, so all these tests share one. `npm test` runs them with small numbers, `npm run test:queue` with
 * the full ones.
 */
const queue = queueMode({ latency: 50 });

describe('sign-ins', () => signIns(queue));
describe("BILL's limit", () => limit(queue));
describe('payments', () => payingWorkers(queue));
describe('events', () => events(queue));
// These tests wait for n8n's polls, which run every minute.
if (isWhole) describe('polls', () => polls(queue));
