import type { Browser, Page } from 'playwright-core';
import { isJsonObject, requiredNumber } from '#contracts/read.ts';
import { openPage } from '../../e2e/browser.ts';

/** How the page of a visitor who looks at the world did. */
export interface PageReport {
  readonly held: number;
  readonly heapMb: number;
  /** Longest time from pressing a button to its effect, of some tries, ms. */
  readonly answerMs: number;
  /** Errors that the page reported so far. */
  readonly errors: readonly string[];
}

export interface PageWatch {
  report(): Promise<PageReport>;
}

const TRIES = 5;
const LONGEST_WAIT_MS = 30_000;

/** Presses the pause button and waits until it shows its effect, there and back: half of that is one answer. */
const ANSWER_MS = `(async () => {
  const button = document.querySelector('[data-testid="toggle-pause"]');
  const begun = performance.now();
  for (const paused of [true, false]) {
    const before = button.innerHTML;
    button.click();
    while (window.airlines.paused !== paused || button.innerHTML === before) {
      if (performance.now() - begun > ${LONGEST_WAIT_MS}) return ${LONGEST_WAIT_MS};
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return (performance.now() - begun) / 2;
})()`;

/** Opens the world view of a site and waits until it holds aircraft. */
export async function watchPage(browser: Browser, url: string, aircraft: number): Promise<PageWatch> {
  const { page, errors } = await openPage(browser, url);
  await page.goto(`${url}/?lat=30&lon=10&z=1.5`);
  await page.waitForFunction((least) => (window.airlines?.held ?? 0) >= least, aircraft, { timeout: 120_000 });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return {
    report: async () => {
      const answers: number[] = [];
      for (let n = 0; n < TRIES; n += 1) answers.push(Number(await page.evaluate(ANSWER_MS)));
      const metrics: unknown = await session.send('Performance.getMetrics');
      return { held: await heldBy(page), heapMb: heapMbOf(metrics), answerMs: Math.max(...answers), errors };
    },
  };
}

const heldBy = (page: Page): Promise<number> => page.evaluate(() => window.airlines?.held ?? 0);

function heapMbOf(metrics: unknown): number {
  const list: unknown = isJsonObject(metrics) ? metrics['metrics'] : null;
  const found = Array.isArray(list) ? list.filter(isJsonObject).find(({ name }) => name === 'JSHeapUsedSize') : null;
  return found == null ? 0 : requiredNumber(found, 'value', 0, Number.MAX_SAFE_INTEGER) / 1e6;
}
