import { setTimeout as delay } from 'node:timers/promises';
import { launchBrowser } from '../../tools/launch-browser.ts';

/** A text frame as the page got it. */
export interface ReceivedText {
  readonly text: string;
  /** The browser's clock, epoch ms: the same machine's as the producer's. */
  readonly atMs: number;
}

/** Runs in the page before its own scripts: notes every message of every socket that the page opens. */
const RECORDER = `
  window.receivedTexts = [];
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => window.receivedTexts.push({ text: data, atMs: Date.now() }));
    }
  };
`;

/** The page loads, compiles and draws the map for the first time; no position is shown before. */
const WARM_UP_MS = 5000;

/** Opens the page in a real Chromium and collects what its own connection gets for so long, once it is drawn. */
export async function collectFrames(webUrl: string, forMs: number): Promise<readonly ReceivedText[]> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addInitScript(RECORDER);
    await page.goto(webUrl);
    await delay(WARM_UP_MS);
    await page.evaluate('window.receivedTexts.length = 0');
    await delay(forMs);
    return await page.evaluate<ReceivedText[]>('window.receivedTexts');
  } finally {
    await browser.close();
  }
}
