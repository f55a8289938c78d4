import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createFeedClock } from '../feed-clock.ts';
import { FeedError } from '../feed-error.ts';
import { createFeedInterval } from '../feed-interval.ts';
import { fetchFeedText, readFeedFile } from '../fetch-feed.ts';
import { pollFeed } from '../poll-feed.ts';
import type { FeedDelivery, FeedPause, PositionSource, SourceDefinition, SourceTools } from '../position-source.ts';
import { numberSetting, requiredSetting, SettingError } from '../settings.ts';
import { parseAircraftJson, readRows, type AircraftPicture } from './readsb-json.ts';

/** The interval of a file that nobody rewrites is unknown; its aircraft are shown for so long. */
const CAPTURED_INTERVAL_MS = 300_000;

/** A receiver's `aircraft.json` (readsb, dump1090, tar1090): by URL it is live, as a file it is a recording. */
export const readsb: SourceDefinition = {
  name: 'readsb',
  help: "a receiver's aircraft.json; a URL is live, a file (also .gz) is a replay",
  flags: [
    { name: 'url', env: 'READSB_URL', value: 'URL', help: 'address or file of the aircraft.json' },
    { name: 'interval', env: 'FEED_INTERVAL_SECONDS', value: 'S', help: 'read every S seconds, 5' },
  ],
  create: (settings, tools) =>
    createReadsb(
      {
        location: requiredSetting(settings, 'url', 'the address or file of an aircraft.json, also as READSB_URL'),
        intervalMs: Math.round(numberSetting(settings, 'interval', { fallback: 5, min: 0.2, max: 300 }) * 1000),
      },
      tools,
    ),
};

export interface ReadsbOptions {
  /** `http:`, `https:` or `file:` address, or a path. */
  readonly location: string;
  readonly intervalMs: number;
  /** For a whole answer. @default as for every feed */
  readonly timeoutMs?: number;
}

export function createReadsb(options: ReadsbOptions, tools: SourceTools): PositionSource {
  const { location, intervalMs } = options;
  const url = /^https?:/i.test(location) ? parseUrl(location) : null;
  const common = { feed: 'readsb', source: 'readsb', attribution: null, licence: null, timeScale: 1 } as const;
  if (url !== null) {
    return {
      ...common,
      kind: 'live',
      intervalMs,
      events: (signal) => pollFeed({ intervalMs, tools, read: createLiveReader(url, options, tools) }, signal),
    };
  }
  const path = location.startsWith('file:') ? fileURLToPath(location) : location;
  return {
    ...common,
    kind: 'replay',
    intervalMs: CAPTURED_INTERVAL_MS,
    events: (signal) => pollFeed({ intervalMs, tools, read: createFileReader(path, intervalMs, tools) }, signal),
  };
}

function parseUrl(location: string): URL {
  if (URL.canParse(location)) return new URL(location);
  throw new SettingError('--url is not a valid address');
}

type Reader = (signal: AbortSignal) => Promise<FeedDelivery | FeedPause>;

/** Believes the feed's time, up to what its clock is off by. */
function createLiveReader(url: URL, { intervalMs: pollMs, timeoutMs }: ReadsbOptions, { clock }: SourceTools): Reader {
  const bounds = timeoutMs === undefined ? {} : { timeoutMs };
  const feedClock = createFeedClock();
  const interval = createFeedInterval({ pollMs, assumedMs: pollMs });
  let lastNowMs: number | null = null;
  return async (signal) => {
    const picture = await parseOrInterrupt(fetchFeedText(url, { ...bounds, signal, clock }), () =>
      interval.interrupted(),
    );
    const readAtMs = clock();
    if (picture.nowMs === lastNowMs) return repeated(picture);
    lastNowMs = picture.nowMs;
    feedClock.note(picture.nowMs, readAtMs);
    interval.delivered(readAtMs);
    return {
      ...deliveryOf(picture, picture.nowMs - feedClock.correctionMs(), readAtMs),
      clockOffsetMs: Math.round(feedClock.offsetMs() ?? 0),
      capturedAtMs: null,
      intervalMs: interval.intervalMs(),
    };
  };
}

/** Shifts a captured picture to the time of reading, each row's age kept; unchanged content is read once. */
function createFileReader(path: string, pollMs: number, { clock }: SourceTools): Reader {
  const interval = createFeedInterval({ pollMs, assumedMs: CAPTURED_INTERVAL_MS });
  let lastFile = '';
  let lastNowMs: number | null = null;
  return async () => {
    const file = await identityOf(path);
    if (file === lastFile) return { type: 'unchanged', reason: 'the captured file has not changed' };
    const picture = await parseOrInterrupt(readFeedFile(path), () => interval.interrupted());
    const readAtMs = clock();
    lastFile = file;
    if (picture.nowMs === lastNowMs) return repeated(picture);
    lastNowMs = picture.nowMs;
    interval.delivered(readAtMs);
    return {
      ...deliveryOf(picture, readAtMs, readAtMs),
      clockOffsetMs: null,
      capturedAtMs: Math.round(picture.nowMs),
      intervalMs: interval.intervalMs(),
    };
  };
}

async function parseOrInterrupt(text: Promise<string>, interrupted: () => void): Promise<AircraftPicture> {
  try {
    return parseAircraftJson(await text);
  } catch (error) {
    interrupted();
    throw error;
  }
}

/** A receiver replaces its file rather than writing into it, so the inode tells too. */
async function identityOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return `${ino}/${size}/${mtimeMs}`;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new FeedError(`file can't be read: ${code}`, { cause: error });
  }
}

function repeated({ nowMs }: AircraftPicture): FeedPause {
  return { type: 'unchanged', reason: `the feed repeats its picture of ${new Date(nowMs).toISOString()}` };
}

/** @param nowMs the picture's time on our clock */
function deliveryOf(
  { rows }: AircraftPicture,
  nowMs: number,
  readAtMs: number,
): Omit<FeedDelivery, 'clockOffsetMs' | 'capturedAtMs' | 'intervalMs'> {
  return {
    type: 'delivery',
    readAtMs,
    ...readRows(rows, nowMs),
    isRestart: false,
  };
}
