import { accessSync, constants } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, selectors, type Page } from 'playwright-core';
import { scratch } from '../../tools/lib/paths.mts';

/** The attribute by which n8n's editor marks its elements. */
selectors.setTestIdAttribute('data-test-id');

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const places = [
	...(process.env.PATH ?? '').split(path.delimiter),
	'/Applications/Google Chrome.app/Contents/MacOS',
];

function executable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** The Chromium or Chrome of this computer, if there is one. The variable CHROMIUM can name it. */
export function findChromium(): string | undefined {
	const candidates = [
		...(process.env.CHROMIUM ? [process.env.CHROMIUM] : []),
		...places.flatMap((place) => [...names, 'Google Chrome'].map((name) => path.join(place, name))),
	];
	return candidates.find(executable);
}

/** A browser window that collects its errors. Every step has a timeout of 90 seconds. */
export async function openBrowser(executablePath: string, viewport = { width: 1400, height: 900 }) {
	const browser = await chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
	// The user agent of a normal browser: n8n accepts no answer to a question from a browser that calls itself
	// headless.
	const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`;
	const page = await browser.newPage({ viewport, userAgent });
	page.setDefaultTimeout(90_000);
	return { page, close: async () => await browser.close() };
}

/** Saves a screenshot in a folder that git ignores, for a person to look at. @returns its path */
export async function screenshot(page: Page, name: string): Promise<string> {
	const folder = path.join(scratch, 'screenshots');
	await mkdir(folder, { recursive: true });
	const file = path.join(folder, `${name}.png`);
	await page.screenshot({ path: file });
	return file;
}
