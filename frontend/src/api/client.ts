import type { DecodedSnapshot } from '#contracts/column-snapshot.ts';
import type { Aircraft } from '#contracts/http-aircraft.ts';
import type { Status } from '#contracts/http-status.ts';
import type { Track } from '#contracts/http-track.ts';
import { COLUMNS_MEDIA_TYPE } from '#contracts/names.ts';
import { parseRuntimeConfig, type RuntimeConfig } from '#contracts/runtime-config.ts';
import type { Language } from '../i18n/languages.ts';
import type { SnapshotTarget } from '../live/snapshot-part.ts';
import { ApiError } from './api-error.ts';
import { checked, createApiRequest, type Fetch } from './api-request.ts';
import { joinTracks } from './join-tracks.ts';

/** The HTTP API as the page uses it. Every call can be aborted, ends within 15 s and fails with an {@link ApiError}. */
export interface ApiClient {
  runtimeConfig(signal?: AbortSignal): Promise<RuntimeConfig>;
  /** Of a tile, or of a box. */
  snapshot(target: SnapshotTarget, signal?: AbortSignal): Promise<DecodedSnapshot>;
  /** @param language of the names of its flight's airports */
  aircraft(icao24: string, language: Language, signal?: AbortSignal): Promise<Aircraft>;
  /** One page of the track, the newest window unless asked otherwise; `next` of a page leads to the one after it. */
  track(icao24: string, query?: TrackWindow, signal?: AbortSignal): Promise<Track>;
  nextTrackPage(next: string, signal?: AbortSignal): Promise<Track>;
  /** The track of the last 24 hours as one, from as many pages as it has; at most {@link MOST_TRACK_PAGES}. */
  wholeTrack(icao24: string, signal?: AbortSignal): Promise<Track>;
  /** Also answers where the service says that it isn't well (503 with a body of the same shape). */
  status(signal?: AbortSignal): Promise<ServerStatus>;
}

/** What the server says of itself; one of a version without schedules says nothing of them. */
export type ServerStatus = Omit<Status, 'schedules'> & { readonly schedules?: Status['schedules'] | undefined };

/** Epoch ms of the server. */
export interface TrackWindow {
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** Some 50,000 stored points; thinned, a receiver's 24 hours at one position a second are a third of that. */
export const MOST_TRACK_PAGES = 5;

/**
 * The part of the API that the map needs. Schemas and decoders are loaded when first needed, apart from the entry.
 * @param fetchImplementation the browser's `fetch`
 */
export function createApiClient(fetchImplementation: Fetch): ApiClient {
  const { get } = createApiRequest(fetchImplementation);

  async function trackAt(url: string, signal: AbortSignal | undefined): Promise<Track> {
    const [body, { trackSchema }] = await Promise.all([get(url, { signal }), import('#contracts/http-track.ts')]);
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
      const body = await get('/config.json', { signal });
      return checked('/config.json', body, parseRuntimeConfig);
    },
    async snapshot(target, signal) {
      const url = `/api/positions?${'tile' in target ? `tile=${target.tile}` : `bbox=${edgesOf(target.box)}`}`;
      const [body, { decodeColumnSnapshot }] = await Promise.all([
        get(url, { signal, accept: COLUMNS_MEDIA_TYPE }),
        import('#contracts/column-snapshot.ts'),
      ]);
      return checked(url, body, decodeColumnSnapshot);
    },
    async aircraft(icao24, language, signal) {
      const url = `/api/aircraft/${encodeURIComponent(icao24)}?lang=${language}`;
      const [body, { aircraftSchema }] = await Promise.all([
        get(url, { signal }),
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
        get('/api/status', { signal, alsoStatus: 503 }),
        import('#contracts/http-status.ts'),
      ]);
      return checked('/api/status', body, (value) => statusSchema.partial({ schedules: true }).parse(value));
    },
  };
}

function edgesOf(box: readonly number[]): string {
  return box.map((edge) => edge.toFixed(4)).join(',');
}
