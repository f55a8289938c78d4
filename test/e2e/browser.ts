import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../../tools/launch-browser.ts';

/** A page under test with what it must never do. */
export interface TestPage {
  readonly page: Page;
  /** Errors that the page reported: uncaught ones and those on its console. */
  readonly errors: readonly string[];
  /** Requests that went anywhere but to the server under test. */
  readonly outside: readonly string[];
}

/** One browser for a file of tests. */
export async function startBrowser(): Promise<Browser> {
  return launchBrowser();
}

/**
 * Opens an empty page that watches itself; go to an address of `origin` next.
 * @param origin `http://127.0.0.1:8080`; WebSockets to the same host count as inside
 */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<TestPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  const outside: string[] = [];
  const inside = new URL(origin).host;
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.host !== inside) outside.push(request.url());
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== inside) outside.push(socket.url());
  });
  return { page, errors, outside };
}
