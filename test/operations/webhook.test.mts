import { testCases } from '../support/cases.mts';
import { webhookEventCases, webhookSubscriptionCases } from './cases/webhook.mts';

testCases([...webhookEventCases, ...webhookSubscriptionCases]);
