import { testCases } from '../support/cases.mts';
import { attachmentCases } from './cases/attachment.mts';

testCases(attachmentCases);
