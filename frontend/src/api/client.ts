import type { BoundingBox } from '#domain/geo.ts';
import { decodeColumnSnapshot, type DecodedSnapshot } from '#contracts/column-snapshot.ts';
import type { Aircraft } from '#contracts/http-aircraft.ts';
import type { Status } from '#contracts/http-status.ts';
import type { Track } from '#contracts/http-track.ts';
import { COLUMNS_MEDIA_TYPE } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import { parseRuntimeConfig, type RuntimeConfig } from '#contracts/runtime-config.ts';
import { ApiError } from './api-error.ts';
import { joinTracks } from './join-tracks.ts';

/** The HTTP API as the page uses it. Every call can be aborted, ends within 15 s and fails with an {@link ApiError}. */
export interface ApiClient {
  runtimeConfig(signal?: AbortSignal): Promise<RuntimeConfig>;
  snapshot(box: BoundingBox, signal?: AbortSignal): Promise<DecodedSnapshot>;
  aircraft(icao24: string, signal?: AbortSignal): Promise<Aircraft>;
  /** One page of the track, the newest window unless asked otherwise; `next` of a page leads to the one after it. */
  track(icao24: string, query?: TrackWindow, signal?: AbortSignal): Promise<Track>;
  nextTrackPage(next: string, signal?: AbortSignal): Promise<Track>;
  /** The track of the last 24 hours as one, from as many pages as it has; at most {@link MOST_TRACK_PAGES}. */
  wholeTrack(icao24: string, signal?: AbortSignal): Promise<Track>;
  /** Also answers where the service says that it isn't well (503 with a body of the same shape). */
  status(signal?: AbortSignal): Promise<Status>;
}

/** Epoch ms of the server. */
export interface TrackWindow {
  readonly fromMs?: number;
  readonly toMs?: number;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const TIMEOUT_MS = 15_000;
/** A receiver's 24 hours at one position a second. */
export const MOST_TRACK_PAGES = 5;
const JSON_TYPE = 'application/json';

/**
 * The page's only fetch. Schemas are loaded when first needed, apart from the entry: the snapshot has a decoder without one.
 * @param fetchImplementation the browser's `fetch`
 */
export function createApiClient(fetchImplementation: Fetch): ApiClient {
  async function get(url: string, accept: string, signal: AbortSignal | undefined, alsoStatus = 200): Promise<unknown> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetchImplementation(url, {
      headers: { Accept: accept },
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    }).catch((cause: unknown) => {
      if (signal?.aborted) throw cause;
      throw new ApiError(null, 'unreachable', 'The server could not be reached.', { cause });
    });
    const body = await bodyOf(response);
    if (response.ok || response.status === alsoStatus) return body;
    throw problemOf(response.status, body);
  }

  async function checked<T>(url: string, body: unknown, parse: (body: unknown) => T): Promise<T> {
    try {
      return await Promise.resolve(parse(body));
    } catch (cause) {
      throw new ApiError(null, 'contract', `The answer of ${url} is not of the form that this page knows.`, { cause });
    }
  }

  async function trackAt(url: string, signal: AbortSignal | undefined): Promise<Track> {
    const [body, { trackSchema }] = await Promise.all([
      get(url, JSON_TYPE, signal),
      import('#contracts/http-track.ts'),
    ]);
    return checked(url, body, (value) => trackSchema.parse(value));
  }

  function nextTrackPage(next: string, signal?: AbortSignal): Promise<Track> {
    if (!/^\/api\/aircraft\/~?[0-9a-f]{6}\/track\?/.test(next)) {
      return Promise.reject(new ApiError(null, 'contract', 'The address of the next page is not one of ours.'));
    }
    return trackAt(next, signal);
  }

  return {
    async runtimeConfig(signal) {
      const body = await get('/config.json', JSON_TYPE, signal);
      return checked('/config.json', body, parseRuntimeConfig);
    },
    async snapshot(box, signal) {
      const url = `/api/positions?bbox=${box.map((edge) => edge.toFixed(4)).join(',')}`;
      return checked(url, await get(url, COLUMNS_MEDIA_TYPE, signal), decodeColumnSnapshot);
    },
    async aircraft(icao24, signal) {
      const url = `/api/aircraft/${encodeURIComponent(icao24)}`;
      const [body, { aircraftSchema }] = await Promise.all([
        get(url, JSON_TYPE, signal),
        import('#contracts/http-aircraft.ts'),
      ]);
      return checked(url, body, (value) => aircraftSchema.parse(value));
    },
    track(icao24, { fromMs, toMs } = {}, signal) {
      const query = new URLSearchParams();
      if (fromMs !== undefined) query.set('from', String(Math.round(fromMs)));
      if (toMs !== undefined) query.set('to', String(Math.round(toMs)));
      const suffix = query.size === 0 ? '' : `?${query.toString()}`;
      return trackAt(`/api/aircraft/${encodeURIComponent(icao24)}/track${suffix}`, signal);
    },
    nextTrackPage,
    async wholeTrack(icao24, signal) {
      let whole = await trackAt(`/api/aircraft/${encodeURIComponent(icao24)}/track`, signal);
      for (let page = 1; page < MOST_TRACK_PAGES && whole.next !== null; page++) {
        whole = joinTracks(whole, await nextTrackPage(whole.next, signal));
      }
      return whole;
    },
    async status(signal) {
      const [body, { statusSchema }] = await Promise.all([
        get('/api/status', JSON_TYPE, signal, 503),
        import('#contracts/http-status.ts'),
      ]);
      return checked('/api/status', body, (value) => statusSchema.parse(value));
    },
  };
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    return null;
  }
}

/** What the server says about a refusal (RFC 9457); a proxy in between may answer without it. */
function problemOf(status: number, body: unknown): ApiError {
  const detail = isJsonObject(body) && typeof body['detail'] === 'string' ? body['detail'] : `HTTP status ${status}`;
  return new ApiError(status, status === 404 ? 'not_found' : 'refused', detail);
}
