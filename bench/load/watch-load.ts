import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, CDPSession, Request } from 'playwright-core';

/** One answer of the first view, as it came over the wire. */
export interface LoadedFile {
  readonly path: string;
  /** Of the body, as encoded. */
  readonly bytes: number;
  readonly encoding: string;
}

/** What the first view took. */
export interface FirstView {
  readonly files: readonly LoadedFile[];
  /** Bytes of WebSocket messages until the first aircraft were drawn. */
  readonly socketBytes: number;
  /** From the navigation on. */
  readonly paintMs: number;
  readonly aircraftMs: number;
  readonly drawn: number;
}

/** A link to the site. */
export interface Link {
  readonly name: string;
  /** Null for the machine's own. */
  readonly limits: { readonly megabitsPerSecond: number; readonly latencyMs: number } | null;
}

const TIMEOUT_MS = 120_000;
const POLL_MS = 50;
const BITS_PER_BYTE = 8;

/** Opens the page in a fresh profile, until the sky is drawn. */
export async function watchLoad(browser: Browser, url: string, { limits }: Link): Promise<FirstView> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' });
  try {
    const page = await context.newPage();
    const answered: Promise<LoadedFile | null>[] = [];
    const underWay = new Set<Request>();
    let socketBytes = 0;
    let isThere = false;
    page.on('request', (request) => {
      if (!isThere) underWay.add(request);
    });
    page.on('requestfailed', (request) => underWay.delete(request));
    page.on('requestfinished', (request) => {
      // What is asked for after the first picture belongs to no first view: a finer base map, the next poll.
      if (underWay.delete(request)) answered.push(fileOf(request, url));
    });
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => (socketBytes += payload.length));
    });
    const session = await context.newCDPSession(page);
    if (limits !== null) await throttle(session, limits);
    await page.goto(url, { timeout: TIMEOUT_MS });
    await until(async () => Number(await page.evaluate('window.airlines?.drawn ?? 0')) > 0);
    isThere = true;
    const aircraftMs = Number(await page.evaluate('performance.now()'));
    await until(() => Promise.resolve(underWay.size === 0));
    const paint = 'performance.getEntriesByName("first-contentful-paint")[0]?.startTime';
    const files = (await Promise.all(answered)).filter((file) => file !== null);
    return {
      files,
      socketBytes,
      paintMs: Number(await page.evaluate(paint)),
      aircraftMs,
      drawn: Number(await page.evaluate('window.airlines.drawn')),
    };
  } finally {
    await context.close();
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const endsAtMs = performance.now() + TIMEOUT_MS;
  while (!(await isSo())) {
    if (performance.now() > endsAtMs) throw new Error(`the first view wasn't there within ${TIMEOUT_MS / 1000} s`);
    await delay(POLL_MS);
  }
}

async function fileOf(request: Request, origin: string): Promise<LoadedFile | null> {
  const response = await request.response();
  if (response === null || !request.url().startsWith(origin)) return null;
  const { responseBodySize } = await request.sizes();
  // The browser's own count is below 0 for what it had already, and 0 for what a worker loads.
  const bytes = responseBodySize === 0 ? Number(await response.headerValue('content-length')) : responseBodySize;
  const { pathname, search } = new URL(request.url());
  const encoding = (await response.headerValue('content-encoding')) ?? 'none';
  return { path: pathname + search, bytes: Math.max(0, bytes), encoding };
}

async function throttle(session: CDPSession, limits: NonNullable<Link['limits']>): Promise<void> {
  const bytesPerSecond = (limits.megabitsPerSecond * 1e6) / BITS_PER_BYTE;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: limits.latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}
