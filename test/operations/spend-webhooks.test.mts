import { testCases } from '../support/cases.mts';
import { spendWebhookEventCases, spendWebhookSubscriptionCases } from './cases/spend-webhook.mts';

testCases(spendWebhookSubscriptionCases);
testCases(spendWebhookEventCases);
