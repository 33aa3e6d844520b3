// n8n itself uses the lists under "n8n" in package.json. This file is for tools that require() the package. The paths
// are written out because n8n's scan of published packages allows no others.
module.exports = {
	...require('./dist/credentials/BillApi.credentials.js'),
	...require('./dist/credentials/BillOAuth2Api.credentials.js'),
	...require('./dist/credentials/BillPartnerApi.credentials.js'),
	...require('./dist/credentials/BillSpendExpenseApi.credentials.js'),
	...require('./dist/nodes/Bill/Bill.node.js'),
	...require('./dist/nodes/BillPollTrigger/BillPollTrigger.node.js'),
	...require('./dist/nodes/BillSpendExpense/BillSpendExpense.node.js'),
	...require('./dist/nodes/BillTrigger/BillTrigger.node.js'),
};
