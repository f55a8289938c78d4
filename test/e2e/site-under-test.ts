import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { ensureSite } from '../../local/start/site.ts';
import { openPage, startBrowser, type TestPage } from './browser.ts';

/** A server of the built page, new for every test. */
interface Backend {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface SiteUnderTest<B extends Backend> {
  /** That of the test which is running. */
  readonly backend: B;
  /** An empty page in a context of its own, for what has to be set before an address is opened. */
  blank(options?: BrowserContextOptions): Promise<Page>;
  /** A page at a path of the site, in a context of its own. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
}

/**
 * Gives the tests of a file the built page and one browser, and each of them a backend of its own. A test fails where one
 * of its pages asked another host for anything.
 * @param defaults of every context, beside French and no motion
 */
export function testSite<B extends Backend>(
  startBackend: (siteFolder: string) => Promise<B>,
  defaults: BrowserContextOptions = {},
): SiteUnderTest<B> {
  let site: string;
  let browser: Browser;
  let backend: B;
  let opened: TestPage[] = [];

  beforeAll(async () => {
    site = await ensureSite(fileURLToPath(new URL('../../.local/', import.meta.url)), () => undefined);
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    backend = await startBackend(site);
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map(({ page }) => page.context().close()));
    await backend.close();
    for (const { outside } of opened) expect(outside, 'requests to other hosts').toEqual([]);
  });

  async function blank(options: BrowserContextOptions = {}): Promise<Page> {
    const french = { locale: 'fr-FR', reducedMotion: 'reduce' } as const;
    const test = await openPage(browser, backend.url, { ...french, ...defaults, ...options });
    opened.push(test);
    return test.page;
  }

  return {
    get backend() {
      return backend;
    },
    blank,
    async open(path, options) {
      const page = await blank(options);
      await page.goto(backend.url + path);
      return page;
    },
  };
}

/** What is seen of an element, in one line with plain spaces. */
export async function shownText(locator: Locator): Promise<string> {
  return (await locator.innerText()).replace(/\s+/g, ' ').trim();
}

/** What has the focus: its id, else its test id, else its text. */
export function activeElement(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null) return '';
    return element.id || element.getAttribute('data-testid') || element.textContent.trim();
  });
}

/** The parameters of the page's address. */
export function queryOf(page: Page): Record<string, string> {
  return Object.fromEntries(new URL(page.url()).searchParams);
}
