import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeColumnSnapshot } from '#contracts/column-snapshot.ts';
import { snapshotSchema, columnSnapshotSchema } from '#contracts/http-positions.ts';
import { COLUMNS_MEDIA_TYPE } from '#contracts/names.ts';
import { addressToNumber } from '#domain/address.ts';
import { LEVEL_RULES } from '#domain/level.ts';
import { tileAt, tileName } from '#domain/level-tiles.ts';
import { LEVELS } from '#domain/position.ts';
import { asQuantised } from '#domain/quantise.ts';
import { aFeedStatus } from '../../../fixtures/feeds.ts';
import { aPosition } from '../../../fixtures/positions.ts';
import { createTestApp, manyAircraft, NOW_MS } from '../test-app.ts';

const simulated = aPosition({ icao24: 'ff0001', kind: 'simulated', feed: 'simulator' });
const replayed = aPosition({ icao24: '4ca001', kind: 'replay', feed: 'replay' });

async function addressesOf(response: Response): Promise<string[]> {
  return snapshotSchema.parse(await response.json()).positions.map((position) => position.icao24);
}

describe('GET /api/positions', () => {
  test('gives the snapshot as rows', async () => {
    const { app, store } = createTestApp({ positions: [aPosition()] });
    store.asOfMs = NOW_MS - 300;
    const response = await app.request('/api/positions');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/json');
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=1');
    expect(response.headers.get('Vary')).toBe('Accept, Accept-Encoding');
    expect(await response.json()).toEqual({ asOfMs: NOW_MS - 300, kinds: ['live'], positions: [aPosition()] });
  });

  test('gives the columns of the WebSocket where asked by Accept, beyond the rows of a frame', async () => {
    const positions = manyAircraft(900);
    const { app } = createTestApp({ positions });
    const response = await app.request('/api/positions', { headers: { Accept: COLUMNS_MEDIA_TYPE } });
    expect(response.headers.get('Content-Type')).toBe(COLUMNS_MEDIA_TYPE);
    const body: unknown = await response.json();
    columnSnapshotSchema.parse(body);
    const { rows, identity, kinds } = decodeColumnSnapshot(body);
    expect(kinds).toEqual(['live']);
    expect(rows.map((row) => row.address)).toEqual(positions.map((one) => addressToNumber(one.icao24)));
    expect(identity.map((row) => row.callsign)).toEqual(positions.map((one) => one.callsign));
  });

  test.each([
    ['*/*', 'application/json'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'application/json'],
    ['text/plain', 'application/json'],
    [`${COLUMNS_MEDIA_TYPE};q=0.5, application/json`, 'application/json'],
    [`application/json;q=0.5, ${COLUMNS_MEDIA_TYPE}`, COLUMNS_MEDIA_TYPE],
  ])('answers Accept: %s with %s', async (accept, mediaType) => {
    const { app } = createTestApp({ positions: [aPosition()] });
    const response = await app.request('/api/positions', { headers: { Accept: accept } });
    expect(response.headers.get('Content-Type')).toBe(mediaType);
  });

  test('an empty sky is an empty answer in both forms', async () => {
    const { app } = createTestApp();
    expect(await (await app.request('/api/positions')).json()).toEqual({ asOfMs: 0, kinds: ['live'], positions: [] });
    const columns = await app.request('/api/positions', { headers: { Accept: COLUMNS_MEDIA_TYPE } });
    expect(decodeColumnSnapshot(await columns.json())).toMatchObject({ rows: [], identity: [] });
  });

  test('leaves out what lies outside the box', async () => {
    const { app } = createTestApp({
      positions: [aPosition(), aPosition({ icao24: 'a00001', lat: 40, lon: -74 })],
    });
    expect(await addressesOf(await app.request('/api/positions?bbox=-12,35,35,70'))).toEqual(['3c664e']);
  });

  test('takes a box across the antimeridian', async () => {
    const { app } = createTestApp({
      positions: [
        aPosition({ icao24: 'c80001', lon: 179.5, lat: -17 }),
        aPosition({ icao24: 'c80002', lon: -179.5, lat: -17 }),
        aPosition({ icao24: 'c80003', lon: 0, lat: -17 }),
      ],
    });
    expect(await addressesOf(await app.request('/api/positions?bbox=170,-20,-170,20'))).toEqual(['c80001', 'c80002']);
  });

  describe('of one tile', () => {
    /** Holds `aPosition()`. */
    const FINE = tileName('fine', tileAt('fine', aPosition()));

    test('gives the aircraft in it alone, as rows', async () => {
      const { app, store } = createTestApp({
        positions: [aPosition(), aPosition({ icao24: 'a00001', lat: 40, lon: -74 })],
      });
      store.asOfMs = NOW_MS - 300;
      const response = await app.request(`/api/positions?tile=${FINE}`);
      expect(response.headers.get('Cache-Control')).toBe('public, max-age=1');
      expect(response.headers.get('Vary')).toBe('Accept, Accept-Encoding');
      expect(await response.json()).toEqual({ asOfMs: NOW_MS - 300, kinds: ['live'], positions: [aPosition()] });
    });

    test.each(LEVELS)('gives columns with the digits of level %s', async (level) => {
      const { app } = createTestApp({ positions: [aPosition()] });
      const tile = tileName(level, tileAt(level, aPosition()));
      const response = await app.request(`/api/positions?tile=${tile}`, { headers: { Accept: COLUMNS_MEDIA_TYPE } });
      const body: unknown = await response.json();
      const { digits } = LEVEL_RULES[level];
      expect(columnSnapshotSchema.parse(body).positions).toMatchObject({ level, digits });
      const [row] = decodeColumnSnapshot(body).rows;
      const quantised = asQuantised(aPosition(), level);
      expect(row).toMatchObject({ observedAtMs: quantised.observedAtMs, trackDeg: quantised.trackDeg });
      expect(row?.lat).toBeCloseTo(quantised.lat, 9);
      expect(row?.lon).toBeCloseTo(quantised.lon, 9);
    });

    test('an empty one is a small answer, in both forms', async () => {
      const { app } = createTestApp({ positions: manyAircraft(100) });
      for (const accept of ['application/json', COLUMNS_MEDIA_TYPE]) {
        const response = await app.request('/api/positions?tile=fine/0', { headers: { Accept: accept } });
        const text = await response.text();
        expect(text.length).toBeLessThan(400);
        expect(JSON.parse(text)).toMatchObject({ kinds: ['live'] });
      }
    });

    test('real and simulated aircraft are told apart as in every snapshot', async () => {
      const inTile = { ...simulated, lat: aPosition().lat, lon: aPosition().lon };
      const { app } = createTestApp({ positions: [aPosition(), inTile] });
      expect(await addressesOf(await app.request(`/api/positions?tile=${FINE}`))).toEqual(['3c664e']);
      const both = await app.request(`/api/positions?tile=${FINE}&simulated=true`);
      expect(await addressesOf(both)).toEqual(['3c664e', 'ff0001']);
    });

    test('the next second shows what is stored by then', async () => {
      const { app, store, clock } = createTestApp({ positions: [aPosition()] });
      const etag = (await app.request(`/api/positions?tile=${FINE}`)).headers.get('ETag') ?? '';
      store.add(aPosition({ observedAtMs: NOW_MS, callsign: 'DLH9' }));
      const headers = { 'If-None-Match': etag };
      expect((await app.request(`/api/positions?tile=${FINE}`, { headers })).status).toBe(304);
      clock.nowMs += 1000;
      const response = await app.request(`/api/positions?tile=${FINE}`, { headers });
      expect(await response.json()).toMatchObject({ positions: [{ callsign: 'DLH9' }] });
    });

    test('the bound of an answer names the tile', async () => {
      const { app } = createTestApp({ positions: [aPosition()], maxAnswerBytes: 10 });
      const response = await app.request(`/api/positions?tile=${FINE}`);
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ parameter: 'tile' });
    });
  });

  describe('kinds', () => {
    test('live ones alone while there are any', async () => {
      const { app } = createTestApp({ positions: [aPosition(), replayed, simulated] });
      expect(await addressesOf(await app.request('/api/positions'))).toEqual(['3c664e']);
    });

    test('simulated=true adds simulated ones, and only those', async () => {
      const { app } = createTestApp({ positions: [aPosition(), replayed, simulated] });
      const response = await app.request('/api/positions?simulated=true');
      expect(await response.json()).toMatchObject({
        kinds: ['live', 'simulated'],
        positions: [{ icao24: '3c664e' }, { icao24: 'ff0001' }],
      });
    });

    test('replayed ones where no live feed runs, simulated ones where no replay does', async () => {
      const replay = createTestApp({ positions: [replayed, simulated] });
      expect(await addressesOf(await replay.app.request('/api/positions'))).toEqual(['4ca001']);
      const simulation = createTestApp({ positions: [simulated] });
      const body: unknown = await (await simulation.app.request('/api/positions?simulated=true')).json();
      expect(body).toMatchObject({ kinds: ['simulated'], positions: [{ icao24: 'ff0001' }] });
    });

    test('a live feed that runs but hears nothing is not replaced by simulation', async () => {
      const { app, feeds } = createTestApp({ positions: [simulated] });
      feeds.statuses = [aFeedStatus({ health: 'failing', reportedAtMs: NOW_MS - 9_999 })];
      expect(await (await app.request('/api/positions')).json()).toMatchObject({ kinds: ['live'], positions: [] });
    });

    test('a simulator that has sent nothing yet shows that simulation runs', async () => {
      const { app, feeds } = createTestApp();
      feeds.statuses = [aFeedStatus({ _id: 'simulator', kind: 'simulated', reportedAtMs: NOW_MS })];
      expect(await (await app.request('/api/positions')).json()).toMatchObject({ kinds: ['simulated'] });
    });

    test('a live feed that stopped reporting no longer counts', async () => {
      const { app, feeds } = createTestApp({ positions: [simulated] });
      feeds.statuses = [aFeedStatus({ reportedAtMs: NOW_MS - 10_000 })];
      expect(await (await app.request('/api/positions')).json()).toMatchObject({ kinds: ['simulated'] });
    });
  });

  test.each([
    ['bbox=1,2,3', 'bbox', /four numbers/],
    ['bbox=', 'bbox', /four numbers/],
    ['bbox=0,60,10,50', 'bbox', /south/],
    ['bbox=1,2,3,4&bbox=1,2,3,4', 'bbox', /once/],
    ['tile=fine', 'tile', /world, regional, fine with a number/],
    ['tile=fine/35136', 'tile', /fine\/0 to fine\/28799/],
    ['tile=', 'tile', /with a number/],
    ['tile=world/1&tile=world/1', 'tile', /once/],
    ['tile=world/1&bbox=1,2,3,4', 'tile', /together with bbox/],
    ['simulated=yes', 'simulated', /true or false/],
    ['simulated=true&simulated=true', 'simulated', /true or false/],
  ])('refuses ?%s, naming %s', async (query, parameter, detail) => {
    const { app } = createTestApp();
    const response = await app.request(`/api/positions?${query}`);
    expect(response.status).toBe(400);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      type: '/problems/parameter',
      status: 400,
      instance: '/api/positions',
      parameter,
      detail: expect.stringMatching(detail) as string,
    });
  });

  test('ignores parameters that it does not know', async () => {
    expect((await createTestApp().app.request('/api/positions?utm_source=x')).status).toBe(200);
  });

  test('a hundred at once cost one read, the next second another', async () => {
    const { app, store, clock } = createTestApp({ positions: [aPosition()] });
    const ask = () => app.request('/api/positions');
    const responses = await Promise.all(Array.from({ length: 100 }, ask));
    expect(new Set(responses.map((response) => response.status))).toEqual(new Set([200]));
    expect(store.snapshots).toBe(1);
    clock.nowMs += 999;
    await ask();
    expect(store.snapshots).toBe(1);
    clock.nowMs += 1;
    await ask();
    expect(store.snapshots).toBe(2);
  });

  describe('conditional requests', () => {
    test('the tag of an answer makes the next one 304 without content', async () => {
      const { app } = createTestApp({ positions: [aPosition()] });
      const etag = (await app.request('/api/positions')).headers.get('ETag');
      expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
      const again = await app.request('/api/positions', { headers: { 'If-None-Match': `"other", ${etag}` } });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      expect(again.headers.get('ETag')).toBe(etag);
      expect(again.headers.get('Vary')).toBe('Accept, Accept-Encoding');
      expect(again.headers.has('Content-Type')).toBe(false);
    });

    test('If-None-Match: * knows every answer', async () => {
      const { app } = createTestApp({ positions: [aPosition()] });
      expect((await app.request('/api/positions', { headers: { 'If-None-Match': '*' } })).status).toBe(304);
    });

    test('a tag that a cache made strong is known too', async () => {
      const { app } = createTestApp({ positions: [aPosition()] });
      const etag = (await app.request('/api/positions')).headers.get('ETag') ?? '';
      const again = await app.request('/api/positions', { headers: { 'If-None-Match': etag.slice(2) } });
      expect(again.status).toBe(304);
    });

    test('another content has another tag', async () => {
      const { app, store, clock } = createTestApp({ positions: [aPosition()] });
      const etag = (await app.request('/api/positions')).headers.get('ETag') ?? '';
      store.add(aPosition({ observedAtMs: NOW_MS + 100 }));
      clock.nowMs += 1000;
      const again = await app.request('/api/positions', { headers: { 'If-None-Match': etag } });
      expect(again.status).toBe(200);
      expect(again.headers.get('ETag')).not.toBe(etag);
    });

    test('an error has no tag and is not kept', async () => {
      const response = await createTestApp().app.request('/api/positions?bbox=x', {
        headers: { 'If-None-Match': '*' },
      });
      expect(response.status).toBe(400);
      expect(response.headers.has('ETag')).toBe(false);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
    });
  });

  describe('compression', () => {
    const positions = manyAircraft(100);
    const decoders: Record<string, (body: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync };

    test.each([
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0.5, gzip', 'gzip'],
      ['br;q=0, *', 'gzip'],
      ['GZIP', 'gzip'],
    ])('Accept-Encoding: %s gets %s, which unpacks to the plain answer', async (accepted, coding) => {
      const { app } = createTestApp({ positions });
      const plain = await (await app.request('/api/positions')).text();
      const response = await app.request('/api/positions', { headers: { 'Accept-Encoding': accepted } });
      expect(response.headers.get('Content-Encoding')).toBe(coding);
      const body = Buffer.from(await response.arrayBuffer());
      expect(body.length).toBeLessThan(plain.length / 5);
      expect(decoders[coding]?.(body).toString()).toBe(plain);
    });

    test.each(['', 'identity', 'br;q=0', 'zstd', 'br;q=2', 'gzip;q='])(
      'Accept-Encoding: %j gets none',
      async (accepted) => {
        const { app } = createTestApp({ positions });
        const response = await app.request('/api/positions', { headers: { 'Accept-Encoding': accepted } });
        expect(response.headers.has('Content-Encoding')).toBe(false);
        expect((await addressesOf(response)).length).toBe(100);
      },
    );

    test('leaves small answers as they are', async () => {
      const { app } = createTestApp();
      const response = await app.request('/api/positions', { headers: { 'Accept-Encoding': 'br' } });
      expect(response.headers.has('Content-Encoding')).toBe(false);
    });

    test('the tag is the same in every coding', async () => {
      const { app } = createTestApp({ positions });
      const tags = await Promise.all(
        ['br', 'gzip', 'identity'].map(async (accepted) =>
          (await app.request('/api/positions', { headers: { 'Accept-Encoding': accepted } })).headers.get('ETag'),
        ),
      );
      expect(new Set(tags).size).toBe(1);
    });
  });

  describe('the bound of an answer', () => {
    test('over 5 MB is refused with 413, naming bbox and what else helps', async () => {
      const { app } = createTestApp({ positions: manyAircraft(11_000) });
      const response = await app.request('/api/positions');
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({
        type: '/problems/too-large',
        parameter: 'bbox',
        detail: expect.stringMatching(/bbox.*br or gzip/) as string,
      });
    });

    test('the same aircraft pass compressed, as columns, or in a box', async () => {
      const { app } = createTestApp({ positions: manyAircraft(11_000) });
      const headers = [{ 'Accept-Encoding': 'gzip' }, { Accept: COLUMNS_MEDIA_TYPE }];
      for (const one of headers) expect((await app.request('/api/positions', { headers: one })).status).toBe(200);
      expect((await app.request('/api/positions?bbox=0,0,90,90')).status).toBe(200);
    });

    test('counts a compressed body as the base64 that leaves the function', async () => {
      const positions = manyAircraft(100);
      const sized = createTestApp({ positions });
      const headers = { 'Accept-Encoding': 'gzip' };
      const bytes = (await (await sized.app.request('/api/positions', { headers })).arrayBuffer()).byteLength;
      const { app } = createTestApp({ positions, maxAnswerBytes: bytes });
      const response = await app.request('/api/positions', { headers });
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({
        parameter: 'bbox',
        detail: expect.not.stringMatching(/gzip/) as string,
      });
    });
  });
});
