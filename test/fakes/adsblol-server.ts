import { distanceM, type LatLon } from '#domain/geo.ts';
import { json, startFeedServer, type FeedAnswer, type FeedServer } from './feed-server.ts';

/** A row of an answer; what else it has is as readsb writes it. */
export type AdsblolRow = LatLon & { readonly hex: string } & Readonly<Record<string, unknown>>;

export interface AdsblolServer extends Pick<FeedServer, 'requests' | 'close'> {
  readonly baseUrl: URL;
  /** Points asked for so far, in order: latitude, longitude, nautical miles. */
  readonly asked: readonly (readonly [lat: number, lon: number, radiusNm: number])[];
  /** What flies, and what the server takes to be the time. */
  show(nowMs: number, rows: readonly AdsblolRow[]): void;
  /** Answers the next request with this instead. */
  failOnce(answer: FeedAnswer): void;
}

/** Speaks `/v2/point/{lat}/{lon}/{nm}` as adsb.lol does: all rows within the radius, `now` in milliseconds. */
export async function startAdsblolServer(): Promise<AdsblolServer> {
  const server = await startFeedServer();
  const asked: [number, number, number][] = [];
  const failures: FeedAnswer[] = [];
  let sky: { readonly nowMs: number; readonly rows: readonly AdsblolRow[] } = { nowMs: 0, rows: [] };
  server.answerWith((response, request) => {
    const match = /^\/base\/v2\/point\/([-.\d]+)\/([-.\d]+)\/(\d+)$/.exec(request.url ?? '');
    if (match === null) return void response.writeHead(404).end();
    const [lat = NaN, lon = NaN, radiusNm = NaN] = match.slice(1).map(Number);
    asked.push([lat, lon, radiusNm]);
    const failure = failures.shift();
    if (failure !== undefined) {
      failure(response, request);
      return;
    }
    const ac = sky.rows.filter((row) => distanceM({ lat, lon }, row) <= radiusNm * 1852);
    json({ ac, msg: 'No error', now: sky.nowMs, total: ac.length, ctime: sky.nowMs, ptime: 0 })(response, request);
  });
  return {
    baseUrl: new URL('/base', server.url),
    asked,
    requests: () => server.requests(),
    show: (nowMs, rows) => void (sky = { nowMs, rows }),
    failOnce: (answer) => void failures.push(answer),
    close: () => server.close(),
  };
}
