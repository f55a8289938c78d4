import type { BoundingBox } from '#domain/geo.ts';
import { tileByPoints, type PointTile } from '#domain/point-tiles.ts';
import { METRES_PER_NAUTICAL_MILE } from '#domain/units.ts';
import { createFeedClock } from '../feed-clock.ts';
import { createFeedInterval } from '../feed-interval.ts';
import { fetchFeedText } from '../fetch-feed.ts';
import { boxSetting, urlSetting } from '../place-settings.ts';
import { pollFeed } from '../poll-feed.ts';
import type { FeedDelivery, FeedPause, PositionSource, SourceDefinition, SourceTools } from '../position-source.ts';
import { numberSetting, SettingError } from '../settings.ts';
import { parseAircraftJson, readRows, type AircraftPicture } from './readsb-json.ts';

const ADSBLOL = 'https://api.adsb.lol';
const EUROPE: BoundingBox = [-12, 35, 35, 70];
/** What `/v2/point` answers at most. */
const LARGEST_NM = 250;
/** How the service measures isn't known: sphere or ellipsoid, rounded or not. */
const ROOM = 1.01;
/** Two minutes a round at one request a second; a position is believed for one minute only. */
const MOST_TILES = 120;
/** 250 NM around Frankfurt are 1 MB. */
const MAX_BYTES = 8 * 2 ** 20;
/** A point that fails again and again must not keep the others from their turn. */
const TRIES = 2;

/** adsb.lol and the services that speak its v2 API (ADSBexchange's, airplanes.live's): a region as points, in turn. */
export const adsblol: SourceDefinition = {
  name: 'adsblol',
  help: 'adsb.lol or a service with its v2 API: the aircraft of a region and of some more around it',
  flags: [
    { name: 'region', env: 'ADSBLOL_REGION', value: 'W,S,E,N', help: 'degrees, as --region=-12,35,35,70 (Europe)' },
    { name: 'adsblol-url', env: 'ADSBLOL_BASE_URL', value: 'URL', help: `what comes before /v2; ${ADSBLOL}` },
    { name: 'request-every', env: 'ADSBLOL_REQUEST_SECONDS', value: 'S', help: 'ask every S seconds, 1; not faster' },
  ],
  create: (settings, tools) =>
    createAdsblol(
      {
        baseUrl: urlSetting(settings, 'adsblol-url', ADSBLOL),
        region: boxSetting(settings, 'region', EUROPE),
        requestMs: Math.round(numberSetting(settings, 'request-every', { fallback: 1, min: 1, max: 60 }) * 1000),
      },
      tools,
    ),
};

export interface AdsblolOptions {
  readonly baseUrl: URL;
  readonly region: BoundingBox;
  /** From one request to the next, for all points together. */
  readonly requestMs: number;
  /** For a whole answer. @default as for every feed */
  readonly timeoutMs?: number;
}

/** @throws SettingError where the region needs too many points */
export function createAdsblol(options: AdsblolOptions, tools: SourceTools): PositionSource {
  const { baseUrl, region, requestMs } = options;
  const tiles = tileByPoints(region, (LARGEST_NM * METRES_PER_NAUTICAL_MILE) / ROOM);
  if (tiles.length > MOST_TILES) {
    const needs = `needs ${tiles.length} points of ${LARGEST_NM} NM, more than the ${MOST_TILES} that are allowed`;
    throw new SettingError(`--region ${needs}: choose a smaller one`);
  }
  const read = createTileReader({ ...options, tiles }, tools);
  return {
    feed: 'adsblol',
    source: 'adsblol',
    kind: 'live',
    ...creditOf(baseUrl),
    intervalMs: tiles.length * requestMs,
    timeScale: 1,
    events: (signal) => pollFeed({ intervalMs: requestMs, tools, read }, signal),
  };
}

const ODBL = { name: 'ODbL 1.0', url: 'https://opendatacommons.org/licenses/odbl/1-0/' };
/** Services with the same API whose terms are known. */
const ADSB_FI = { name: 'adsb.fi terms: personal and non-commercial use', url: 'https://github.com/adsbfi/opendata' };

/** Others have other terms, which whoever chose them has read: they are named and linked by their host. */
function creditOf({ hostname, origin }: URL): Pick<PositionSource, 'attribution' | 'licence'> {
  if (origin === ADSBLOL) return { attribution: 'adsb.lol (https://adsb.lol) and its contributors', licence: ODBL };
  if (/(^|\.)adsb\.fi$/.test(hostname)) return { attribution: 'adsb.fi (https://adsb.fi)', licence: ADSB_FI };
  return { attribution: hostname, licence: { name: `terms of ${hostname}`, url: origin } };
}

interface TileReaderOptions extends Omit<AdsblolOptions, 'region'> {
  readonly tiles: readonly PointTile[];
}

/** Reads the next tile with each call, over and over; what two tiles both have is for the quality gate. */
function createTileReader(
  { baseUrl, tiles, requestMs, timeoutMs }: TileReaderOptions,
  { clock, sleep }: Pick<SourceTools, 'clock' | 'sleep'>,
): (signal: AbortSignal) => Promise<FeedDelivery | FeedPause> {
  const urls = tiles.map((tile) => urlOf(baseUrl, tile));
  const roundMs = tiles.length * requestMs;
  const feedClock = createFeedClock();
  const round = createFeedInterval({ pollMs: roundMs, assumedMs: roundMs });
  const lastNowMs: (number | undefined)[] = [];
  let turn = 0;
  let tries = 0;
  let askedAtMs = -Infinity;

  async function fetchPicture(url: URL, signal: AbortSignal): Promise<AircraftPicture> {
    // Also after a failure, where the poll may wait for less.
    const waitMs = askedAtMs + requestMs - clock();
    if (waitMs > 0) await sleep(waitMs, signal);
    askedAtMs = clock();
    const bounds = { maxBytes: MAX_BYTES, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
    return parseAircraftJson(await fetchFeedText(url, { signal, clock, ...bounds }));
  }

  function endTurn(): void {
    turn = (turn + 1) % tiles.length;
    tries = 0;
  }

  return async (signal) => {
    const tile = turn;
    const picture = await fetchPicture(urls[tile] ?? baseUrl, signal).catch((error: unknown) => {
      round.interrupted();
      tries += 1;
      if (tries >= TRIES) endTurn();
      throw error;
    });
    endTurn();
    const readAtMs = clock();
    if (tile === 0) round.delivered(readAtMs);
    if (picture.nowMs === lastNowMs[tile]) return { type: 'unchanged', reason: 'the feed repeats a picture' };
    lastNowMs[tile] = picture.nowMs;
    feedClock.note(picture.nowMs, readAtMs);
    return {
      type: 'delivery',
      readAtMs,
      ...readRows(picture.rows, picture.nowMs - feedClock.correctionMs()),
      clockOffsetMs: Math.round(feedClock.offsetMs() ?? 0),
      capturedAtMs: null,
      intervalMs: round.intervalMs(),
      isRestart: false,
    };
  };
}

function urlOf(baseUrl: URL, { lat, lon, radiusM }: PointTile): URL {
  const url = new URL(baseUrl);
  const radiusNm = Math.min(LARGEST_NM, Math.ceil((radiusM * ROOM) / METRES_PER_NAUTICAL_MILE));
  url.pathname = `${baseUrl.pathname.replace(/\/$/, '')}/v2/point/${degrees(lat)}/${degrees(lon)}/${radiusNm}`;
  return url;
}

/** To 10 m. */
const degrees = (value: number): string => String(Math.round(value * 1e4) / 1e4);
