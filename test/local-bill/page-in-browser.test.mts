import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.mts';
import { testInBrowser } from '../support/in-browser.mts';
import { makeVendor, usAddress } from '../support/records.mts';
import { localBench } from './support.mts';

const bench = localBench();

/** The table row that contains a text. */
const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });
const pageNamed = (page: Page, name: RegExp) =>
	page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name });
const kind = (page: Page, name: string) =>
	page.getByRole('navigation', { name: 'Kinds of records' }).getByRole('link', { name });

/** Opens the page, and collects the browser's errors. */
async function open(page: Page): Promise<string[]> {
	const wrong: string[] = [];
	page.on('pageerror', (error) => wrong.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') wrong.push(message.text());
	});
	await page.goto(bench.localBill.url);
	await page.getByRole('status').getByText('Live').waitFor();
	return wrong;
}

testInBrowser('a person sees a request arrive, and the vendor that it made', async (page) => {
	const wrong = await open(page);
	await page.getByText('No requests received yet.').waitFor();
	await makeVendor(bench, { name: 'Seen <img src=x onerror=alert(1)> Live' });
	await row(page, 'POST /connect/v3/vendors').getByText('201').waitFor();
	await pageNamed(page, /^Records/).click();
	await kind(page, 'Vendors').first().click();
	// The page shows it as text, whatever it looks like.
	await page.getByRole('button', { name: 'Seen <img src=x onerror=alert(1)> Live' }).click();
	const details = page.getByRole('dialog');
	await details.getByText(usAddress.city, { exact: true }).waitFor();
	expect(await page.locator('img').count()).toBe(0);
	await page.keyboard.press('Escape');
	await details.waitFor({ state: 'hidden' });
	// The page shows one more without being reloaded.
	await makeVendor(bench, { name: 'Second Vendor' });
	await page.getByRole('button', { name: 'Second Vendor' }).waitFor();
	expect(wrong).toEqual([]);
});

testInBrowser('a person switches a fault on, and the next request meets it', async (page) => {
	const wrong = await open(page);
	await pageNamed(page, /^Faults and clock/).click();
	const fault = page.getByRole('switch', { name: 'Error response', exact: true });
	await page.getByLabel('Error response: Status').fill('503');
	await page.getByLabel('Path').fill('/connect/v3/bills*');
	await fault.click();
	await page.getByText('Error response, status 503: the next request').waitFor();
	expect(await fault.getAttribute('aria-checked')).toBe('true');
	expect((await bench.api.get('/v3/vendors')).status).toBe(200);
	expect((await bench.api.get('/v3/bills')).status).toBe(503);
	await page.locator('[data-fault=error][aria-checked=false]').waitFor();
	expect((await bench.api.get('/v3/bills')).status).toBe(200);
	await pageNamed(page, /^Requests/).click();
	await row(page, '503').getByText('Error response, status 503').waitFor();

	// A switch that is on can be turned off with the keyboard.
	await pageNamed(page, /^Faults and clock/).click();
	const cut = page.getByRole('switch', { name: 'Connection cut before the work' });
	await cut.focus();
	await page.keyboard.press('Space');
	await page.getByRole('button', { name: /^Switch off Connection cut/ }).waitFor();
	await cut.press('Space');
	await eventually(() => bench.localBill.waitingFaults().length === 0, 'it waits no more');
	expect((await bench.api.get('/v3/bills')).status).toBe(200);
	expect(wrong).toEqual([]);
});

testInBrowser('a person moves the clock, and sees that the sessions have ended', async (page) => {
	await open(page);
	await pageNamed(page, /^Faults and clock/).click();
	const before = new Date(await time(page)).getTime();
	await page.getByRole('button', { name: '+ 1 day' }).click();
	await page.getByLabel('Move on by').fill('2');
	await page.getByRole('button', { name: 'Move the clock' }).click();
	const days = 3 * 86_400_000;
	await eventually(
		async () => new Date(await time(page)).getTime() >= before + days,
		'the clock stands three days later',
	);
	expect((await bench.api.get('/v3/vendors')).status).toBe(401);
	await pageNamed(page, /^Requests/).click();
	await row(page, 'GET /connect/v3/vendors').getByText('401 BDC_1109').waitFor();
});

const time = async (page: Page) => await page.locator('#clock').innerText();

testInBrowser('a person moves a payment on, and its status changes in the list', async (page) => {
	await open(page);
	const scheduled = bench.localBill
		.records('payments')
		.find(({ singleStatus }) => singleStatus === 'SCHEDULED')!;
	const number = scheduled.confirmationNumber;
	await page.goto(`${bench.localBill.url}/#records/payments`);
	await row(page, number).getByText('Scheduled').waitFor();
	await page.getByRole('button', { name: number }).click();
	const details = page.getByRole('dialog');
	await details.getByLabel('Move on to').selectOption('Cleared');
	await details.getByRole('button', { name: 'Move on' }).click();
	await details.getByText('Status: Cleared').waitFor();
	await details.getByRole('button', { name: 'Close' }).click();
	await row(page, number).getByText('Cleared').waitFor();
	const kept = bench.localBill.records('payments').find(({ id }) => id === scheduled.id);
	expect(kept).toMatchObject({ singleStatus: 'CLEARED', status: 'PAID' });
	// The page also shows a payment that another program has changed.
	bench.localBill.setPaymentStatus(scheduled.id, 'DISBURSEMENT_FAILED_ACTION_NEEDED');
	await row(page, number).getByText('Disbursement failed action needed').waitFor();
});

testInBrowser('each page says that it is not BILL, and changes a setting', async (page) => {
	await open(page);
	for (const name of ['requests', 'records/invoices', 'webhooks', 'switches']) {
		await page.goto(`${bench.localBill.url}/#${name}`);
		await page.locator(`#page-${name.split('/')[0]}`).waitFor();
		expect(await page.getByText('This is not BILL.').isVisible()).toBe(true);
		expect(await page.title()).toMatch(/\(not BILL\)$/);
	}
	await page.getByLabel('Requests per hour').fill('7');
	await page.getByLabel('Requests per hour').press('Tab');
	await eventually(() => bench.localBill.setLimits({}).perHour === 7, 'the limit is set');
	page.on('dialog', (dialog) => void dialog.accept());
	await page.getByRole('button', { name: 'Reset everything' }).click();
	await page.getByText('Everything was reset.').waitFor();
	expect(bench.localBill.setLimits({}).perHour).toBe(20_000);
});
