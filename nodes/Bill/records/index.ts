/** The kinds of records that can be picked; each export is one kind, and nothing else may be exported here. */
export * from './classifications';
export * from './files';
export * from './funding-accounts';
export * from './lines';
export * from './organization';
export * from './partner';
export * from './payables';
export * from './receivables';
export { webhookEvent, webhookSubscription } from '../../webhooks/record';
