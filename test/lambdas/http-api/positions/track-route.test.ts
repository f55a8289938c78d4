import { describe, expect, test } from 'vitest';
import { trackFeatureSchema, trackSchema, type Track } from '#contracts/http-track.ts';
import type { Position } from '#domain/position.ts';
import { aPosition } from '../../../fixtures/positions.ts';
import { createTestApp, NOW_MS } from '../test-app.ts';

const HOUR_MS = 3_600_000;
const PATH = '/api/aircraft/3c664e/track';

/** Stays where it is, as predicted. */
const HOVERING = { groundSpeedMps: 0, verticalRateMps: 0 };

/** Fixes every five seconds that end a second ago, oldest first, of an aircraft that hovers. */
function fixes(count: number, overrides: (n: number) => Partial<Position> = () => ({})): Position[] {
  return Array.from({ length: count }, (_, n) =>
    aPosition({ ...HOVERING, observedAtMs: NOW_MS - 1000 - (count - 1 - n) * 5000, ...overrides(n) }),
  );
}

/** Fixes of an aircraft that was said to fly on, at 200 m/s to the north, and was beside that each time. */
function corrections(count: number): Position[] {
  return fixes(count, (n) => ({ groundSpeedMps: 200, trackDeg: 0, lat: 48 + n * 0.0081 }));
}

async function trackOf(response: Response) {
  expect(response.status).toBe(200);
  return trackSchema.parse(await response.json());
}

describe('GET /api/aircraft/{icao24}/track', () => {
  test('gives the last 24 h unless asked otherwise', async () => {
    const old = aPosition({ observedAtMs: NOW_MS - 24 * HOUR_MS - 1 });
    const { app } = createTestApp({ positions: [old, ...fixes(3)] });
    const track = await trackOf(await app.request(PATH));
    expect(track).toMatchObject({ icao24: '3c664e', kind: 'live', next: null });
    expect([track.fromMs, track.toMs]).toEqual([NOW_MS - 24 * HOUR_MS, NOW_MS]);
    expect(track.legs).toHaveLength(1);
    expect(track.legs[0]?.points.map((point) => point.observedAtMs)).toEqual([
      NOW_MS - 11_000,
      NOW_MS - 6000,
      NOW_MS - 1000,
    ]);
  });

  test('rounds to what was measured', async () => {
    const { app } = createTestApp({
      positions: [aPosition({ lat: 48.353_814_159, altitudeM: 11_582.399_999_9, groundSpeedMps: 231.499_999_7 })],
    });
    const [point] = (await trackOf(await app.request(PATH))).legs[0]?.points ?? [];
    expect(point).toMatchObject({ lat: 48.353814, altitudeM: 11_582.4, groundSpeedMps: 231.5 });
  });

  test.each([
    ['epoch ms', `from=${NOW_MS - 6000}&to=${NOW_MS - 6000}`],
    ['ISO 8601', `from=${new Date(NOW_MS - 6000).toISOString()}&to=${new Date(NOW_MS - 6000).toISOString()}`],
  ])('takes the window as %s, both ends included', async (_form, query) => {
    const { app } = createTestApp({ positions: fixes(3) });
    const { legs } = await trackOf(await app.request(`${PATH}?${query}`));
    expect(legs[0]?.points.map((point) => point.observedAtMs)).toEqual([NOW_MS - 6000]);
  });

  test('takes the address in capitals', async () => {
    const { app } = createTestApp({ positions: fixes(1) });
    expect((await trackOf(await app.request('/api/aircraft/3C664E/track'))).legs).toHaveLength(1);
  });

  test('an aircraft without positions has no legs and no kind', async () => {
    const { app } = createTestApp();
    expect(await trackOf(await app.request(PATH))).toMatchObject({ kind: null, legs: [], next: null });
  });

  describe('kinds', () => {
    test('real positions alone where there are any', async () => {
      const { app } = createTestApp({ positions: [...fixes(1), ...fixes(3, () => ({ kind: 'replay' }))] });
      const track = await trackOf(await app.request(PATH));
      expect(track.kind).toBe('live');
      expect(track.legs.flatMap((leg) => leg.points)).toHaveLength(1);
    });

    test.each(['replay', 'simulated'] as const)('%s where the aircraft has nothing else', async (kind) => {
      const { app } = createTestApp({ positions: fixes(2, () => ({ kind })) });
      expect((await trackOf(await app.request(PATH))).kind).toBe(kind);
    });
  });

  describe('legs', () => {
    test('a gap of over a minute begins a new one, one of a minute does not', async () => {
      const at = (beforeMs: number) => aPosition({ ...HOVERING, observedAtMs: NOW_MS - beforeMs });
      const { app } = createTestApp({ positions: [at(200_000), at(140_000), at(79_999), at(70_000)] });
      const { legs } = await trackOf(await app.request(PATH));
      expect(legs.map((leg) => leg.points.length)).toEqual([2, 2]);
    });

    test('another callsign begins a new one, one that is missing for a moment does not', async () => {
      const callsigns = [null, 'DLH4TR', null, 'DLH4TR', 'DLH5AB'];
      const { app } = createTestApp({ positions: fixes(5, (n) => ({ callsign: callsigns[n] ?? null })) });
      const { legs } = await trackOf(await app.request(PATH));
      expect(legs.map((leg) => [leg.callsign, leg.points.length])).toEqual([
        ['DLH4TR', 4],
        ['DLH5AB', 1],
      ]);
    });

    test('ADS-C reports every half hour are one', async () => {
      const positions = [0, 1, 2].map((n) =>
        aPosition({ observedAtMs: NOW_MS - n * HOUR_MS * 0.5, source: 'adsc', callsign: 'BAW1' }),
      );
      const { legs } = await trackOf(await createTestApp({ positions }).app.request(PATH));
      expect(legs).toHaveLength(1);
    });
  });

  describe('the points between', () => {
    test('say where an aircraft was taken to be just before a record said otherwise', async () => {
      const [first, second] = corrections(2);
      const { app } = createTestApp({ positions: corrections(2) });
      const points = (await trackOf(await app.request(PATH))).legs[0]?.points ?? [];
      expect(points.map((point) => [point.observedAtMs, point.predicted])).toEqual([
        [first?.observedAtMs, undefined],
        [(second?.observedAtMs ?? 0) - 1, true],
        [second?.observedAtMs, undefined],
      ]);
      const northM = 200 * 4.999;
      expect(points[1]?.lat).toBeCloseTo(48 + northM / 111_195, 4);
      expect(points[1]).toMatchObject({ lon: first?.lon, altitudeM: 11_582.4, groundSpeedMps: 200, onGround: false });
    });

    test('are marked in the line of a Feature', async () => {
      const { app } = createTestApp({ positions: corrections(2) });
      const response = await app.request(`${PATH}?format=geojson`);
      const { geometry, properties } = trackFeatureSchema.parse(await response.json());
      expect(geometry.coordinates[0]).toHaveLength(3);
      expect(properties.predicted).toEqual([[false, true, false]]);
    });

    test('are none over a gap of more than a minute, nor where another flight begins', async () => {
      const at = (beforeMs: number, callsign: string) => aPosition({ observedAtMs: NOW_MS - beforeMs, callsign });
      const { app } = createTestApp({
        positions: [at(100_000, 'DLH1'), at(39_999, 'DLH1'), at(30_000, 'DLH2')],
      });
      const { legs } = await trackOf(await app.request(PATH));
      expect(legs.map((leg) => leg.points.length)).toEqual([1, 1, 1]);
    });

    test('are on every page as on one', async () => {
      const whole = await trackOf(await createTestApp({ positions: corrections(7) }).app.request(PATH));
      const { app } = createTestApp({ positions: corrections(7), trackPageSize: 2 });
      const points = [];
      for (let next: string | null = PATH; next !== null;) {
        const track: Track = await trackOf(await app.request(next));
        points.push(...track.legs.flatMap((leg) => leg.points));
        next = track.next;
      }
      expect(points).toEqual(whole.legs[0]?.points);
    });
  });

  describe('pages', () => {
    test('following next gives every point once, of the kind of the first page', async () => {
      const { app, store } = createTestApp({ positions: fixes(5, () => ({ kind: 'replay' })), trackPageSize: 2 });
      const seen: number[] = [];
      let next: string | null = PATH;
      const kinds = new Set<unknown>();
      while (next !== null) {
        const track = await trackOf(await app.request(next));
        seen.push(...track.legs.flatMap((leg) => leg.points.map((point) => point.observedAtMs)));
        kinds.add(track.kind);
        next = track.next;
        store.add(aPosition({ observedAtMs: NOW_MS - 1 }));
      }
      expect(seen).toEqual(fixes(5).map((position) => position.observedAtMs));
      expect(kinds).toEqual(new Set(['replay']));
    });

    test('next keeps window and format', async () => {
      const { app } = createTestApp({ positions: fixes(5), trackPageSize: 2 });
      const response = await app.request(`${PATH}?from=${NOW_MS - HOUR_MS}&to=${NOW_MS}&format=geojson`);
      const { properties } = trackFeatureSchema.parse(await response.json());
      expect(properties.next).toBe(
        `${PATH}?from=${NOW_MS - HOUR_MS}&to=${NOW_MS}&format=geojson&cursor=live.${NOW_MS - 16_000}`,
      );
    });
  });

  describe('format=geojson', () => {
    test('is a Feature with a line per leg, its instants and altitudes', async () => {
      const { app } = createTestApp({
        positions: [
          aPosition({ ...HOVERING, observedAtMs: NOW_MS - 10_000 }),
          aPosition({ ...HOVERING, observedAtMs: NOW_MS - 5000, geoAltitudeM: null }),
          aPosition({ observedAtMs: NOW_MS, geoAltitudeM: null, altitudeM: null, callsign: 'DLH5AB' }),
        ],
      });
      const response = await app.request(`${PATH}?format=geojson`);
      expect(response.headers.get('Content-Type')).toBe('application/geo+json');
      const feature = trackFeatureSchema.parse(await response.json());
      expect(feature.geometry.coordinates).toEqual([
        [
          [11.78609, 48.35381, 11_650],
          [11.78609, 48.35381, 11_582.4],
        ],
        // One fix only: a line needs two coordinates.
        [
          [11.78609, 48.35381],
          [11.78609, 48.35381],
        ],
      ]);
      expect(feature.properties.coordTimes[0]).toEqual(
        [NOW_MS - 10_000, NOW_MS - 5000].map((ms) => new Date(ms).toISOString()),
      );
      expect(feature.properties.altitudesM).toEqual([
        [11_582.4, 11_582.4],
        [null, null],
      ]);
      expect(feature.properties.predicted).toEqual([
        [false, false],
        [false, false],
      ]);
      expect(feature.properties.legs.map((leg) => leg.callsign)).toEqual(['DLH4TR', 'DLH5AB']);
    });

    test.each([
      [179, -179],
      [-179, 179],
    ])('is cut at the antimeridian from %d to %d', async (fromLon, toLon) => {
      const { app } = createTestApp({
        positions: [
          aPosition({ source: 'adsc', observedAtMs: NOW_MS - 1_200_000, lon: fromLon, lat: 10 }),
          aPosition({ source: 'adsc', observedAtMs: NOW_MS, lon: toLon, lat: 12 }),
        ],
      });
      const response = await app.request(`${PATH}?format=geojson`);
      const { geometry, properties } = trackFeatureSchema.parse(await response.json());
      const side = Math.sign(fromLon) * 180;
      expect(geometry.coordinates.map((line) => line.map(([lon, lat]) => [lon, lat]))).toEqual([
        [
          [fromLon, 10],
          [side, 11],
        ],
        [
          [-side, 11],
          [toLon, 12],
        ],
      ]);
      expect(properties.coordTimes[0]?.[1]).toBe(new Date(NOW_MS - 600_000).toISOString());
      expect(properties.predicted).toEqual([
        [false, true],
        [true, false],
      ]);
      expect(properties.legs).toHaveLength(2);
    });
  });

  test.each([
    [`${PATH}?from=yesterday`, 'from', /2026-11-24T05:00:00Z/],
    [`${PATH}?to=2026-02-31`, 'to', /2026-11-24T05:00:00Z/],
    [`${PATH}?from=${NOW_MS}&to=${NOW_MS - 1}`, 'from', /not be after to/],
    [`${PATH}?from=${NOW_MS + 1}`, 'from', /not be after now/],
    [`${PATH}?from=${NOW_MS - 7 * 24 * HOUR_MS - 1}`, 'from', /7 days/],
    [`${PATH}?format=gpx`, 'format', /json or geojson/],
    [`${PATH}?cursor=live`, 'cursor', /next/],
    [`${PATH}?cursor=real.1`, 'cursor', /next/],
    ['/api/aircraft/xyz/track', 'icao24', /six hex digits/],
  ])('refuses %s, naming %s', async (path, parameter, detail) => {
    const response = await createTestApp().app.request(path);
    expect(response.status).toBe(400);
    const body: unknown = await response.json();
    expect(body).toMatchObject({ parameter, detail: expect.stringMatching(detail) as string });
  });

  test('a window of exactly 7 days is allowed', async () => {
    const response = await createTestApp().app.request(`${PATH}?from=${NOW_MS - 7 * 24 * HOUR_MS}`);
    expect(response.status).toBe(200);
  });

  test('a page has at most 20,000 points, those between included, and is under the bound even uncompressed', async () => {
    const { app } = createTestApp({ positions: corrections(10_001) });
    const path = `${PATH}?from=${NOW_MS - 48 * HOUR_MS}`;
    const { legs, next } = await trackOf(await app.request(path));
    expect(legs[0]?.points).toHaveLength(19_999);
    const last = await trackOf(await app.request(next ?? ''));
    expect(last.legs[0]?.points).toHaveLength(2);
    expect(last.next).toBeNull();
    expect((await app.request(`${path}&format=geojson`)).status).toBe(200);
  });

  test('over the bound is 413, naming from', async () => {
    const { app } = createTestApp({ positions: fixes(10), maxAnswerBytes: 500 });
    const response = await app.request(PATH);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ parameter: 'from' });
  });

  test('a window that is long past is kept for minutes', async () => {
    const { app } = createTestApp();
    const maxAge = async (toMs: number) => (await app.request(`${PATH}?to=${toMs}`)).headers.get('Cache-Control');
    expect(await maxAge(NOW_MS - HOUR_MS - 1)).toBe('public, max-age=300');
    expect(await maxAge(NOW_MS - HOUR_MS)).toBe('public, max-age=1');
    expect(await maxAge(NOW_MS)).toBe('public, max-age=1');
  });
});
