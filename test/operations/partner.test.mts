import { testCases } from '../support/cases.mts';
import { partnerOrganizationCases, partnerRoleCases, partnerUserCases } from './cases/partner.mts';

testCases([...partnerOrganizationCases, ...partnerUserCases, ...partnerRoleCases]);
