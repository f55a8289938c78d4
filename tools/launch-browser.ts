import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Names under which a machine may have a browser of its own. */
const ON_PATH = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];

/** Software WebGL 2, and none of the browser's own requests to the outside. */
const FLAGS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The browser that the machine has: `CHROME_PATH`, Playwright's own, one on the PATH; else the one from npm. */
export async function browserPath(): Promise<string> {
  const folders = (process.env['PATH'] ?? '').split(':');
  const candidates = [
    process.env['CHROME_PATH'] ?? '',
    chromium.executablePath(),
    ...ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name))),
  ];
  for (const candidate of candidates) {
    if (candidate !== '' && (await isExecutable(candidate))) return candidate;
  }
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}

/** Starts a headless Chromium that can draw the map. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await browserPath(), args: FLAGS });
}
