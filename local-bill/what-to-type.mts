import type { LocalBill } from './server.mts';

/** What a person enters in the package's credentials to connect to a local BILL. */
export function whatToType(localBill: LocalBill): string {
	const { url, credentials, mfa, oauthApps, partner, syncToken, spendToken } = localBill;
	const { username, password, organizationId, devKey } = credentials;
	const apps = Object.values(oauthApps).map(
		({ clientId, clientSecret, scope, products }) =>
			`  ${clientId}  ${clientSecret}  (${scope}, ${products.join(' and ')})`,
	);
	return `Type into the Bill API credential:
  Environment       Custom
  Gateway URL       ${url}
  User Name         ${username}
  Password          ${password}
  Organization ID   ${organizationId}
  Developer Key     ${devKey}

To pay bills, give the session MFA trust:
  Remember Me ID    ${mfa.rememberMeId}
  Device            ${mfa.device}
  (or ask for a code; it is always ${mfa.code})

Bill OAuth2 API credential, Client ID and Client Secret (Environment and Gateway URL as above):
${apps.join('\n')}

Bill Partner API credential (Environment and Gateway URL as above):
  Application Key   ${partner.appKey}
  User Name         ${partner.username}
  Password          ${partner.password}
  Developer Key     ${partner.devKey}

AP & AR sync token, name and value (in place of user name and password; cannot pay):
  ${syncToken.name}  ${syncToken.value}

Bill Spend & Expense API credential (Environment and Gateway URL as above):
  API Token         ${spendToken}`;
}
