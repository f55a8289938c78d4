import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { decodeColumnSnapshot } from '#contracts/column-snapshot.ts';
import { snapshotSchema } from '#contracts/http-positions.ts';
import { statusSchema } from '#contracts/http-status.ts';
import { trackSchema } from '#contracts/http-track.ts';
import { FLAG } from '#contracts/live-frame.ts';
import { COLUMNS_MEDIA_TYPE } from '#contracts/names.ts';
import { addressToNumber } from '#domain/address.ts';
import { startLiveStack, type LiveStack } from '../load/stream/live-stack.ts';
import { startProducer } from '../load/stream/producer-process.ts';
import { openViewer, type Viewer } from '../load/stream/viewer.ts';
import { waitUntil } from '../load/stream/wait-until.ts';

const FEED_FILE = fileURLToPath(new URL('../fixtures/journey/aircraft.json', import.meta.url));
/** What the rules of the producer let through of the file, worked out by hand: see the README beside it. */
const ACCEPTED = ['3c664e', '3c6444', '~2a4b6c', '4b1805', '484b10'];
const CAPTURED_AT_MS = 1_732_400_000_400;

let stack: LiveStack;
let viewer: Viewer;
beforeEach(async () => {
  stack = await startLiveStack({
    mongodbUri: inject('mongodbUri'),
    kafkaBrokers: inject('kafkaBrokers'),
    partitions: 3,
  });
  viewer = await openViewer(stack.websocketUrl);
  viewer.subscribe(1);
  await viewer.first('subscribed');
});
afterEach(async () => {
  viewer.close();
  await stack.stop();
});

const get = async (path: string): Promise<unknown> => (await fetch(`${stack.webUrl}${path}`)).json();
const seesAll = () => waitUntil('the viewer has all aircraft', () => viewer.seen().size >= ACCEPTED.length, 30_000);

async function trackOf(icao24: string) {
  let track = trackSchema.parse(await get(`/api/aircraft/${icao24}/track`));
  await waitUntil(
    `${icao24} has a track`,
    async () => {
      track = trackSchema.parse(await get(`/api/aircraft/${icao24}/track`));
      return track.legs.length > 0;
    },
    20_000,
  );
  return track;
}

const rowOf = (icao24: string) => viewer.rows().find(({ address }) => address === addressToNumber(icao24));

describe('a position goes from a feed to the track API and to a WebSocket client', () => {
  it('from a captured file, shifted to now and marked as a replay', async () => {
    const startedAtMs = Date.now();
    const producer = await startProducer(['--source', 'readsb', '--url', FEED_FILE], stack.env);
    await seesAll();
    expect([...viewer.seen()].toSorted()).toEqual(ACCEPTED.toSorted());

    const track = await trackOf('3c664e');
    expect(track).toMatchObject({
      kind: 'replay',
      legs: [
        {
          callsign: 'DLH4TR',
          points: [
            {
              lat: 48.35381,
              lon: 11.78609,
              altitudeM: 11_582.4,
              groundSpeedMps: 231.5,
              trackDeg: 181.4,
              verticalRateMps: -4.88,
            },
          ],
        },
      ],
    });
    const observedAtMs = track.legs[0]?.points[0]?.observedAtMs ?? 0;
    expect(observedAtMs).toBeGreaterThan(startedAtMs - 400);
    expect(observedAtMs).toBeLessThan(Date.now());

    const listed = async () => snapshotSchema.parse(await get('/api/positions')).positions.map(({ icao24 }) => icao24);
    await expect.poll(listed, { timeout: 20_000 }).toEqual(ACCEPTED.toSorted());
    const columns = await fetch(`${stack.webUrl}/api/positions`, { headers: { Accept: COLUMNS_MEDIA_TYPE } });
    const { kinds, identity } = decodeColumnSnapshot(await columns.json());
    expect(kinds).toEqual(['replay']);
    expect(identity.map(({ icao24 }) => icao24)).toEqual(ACCEPTED.toSorted());

    const row = rowOf('3c664e');
    expect(row).toMatchObject({ trackDeg: 181, flags: FLAG.replayed });
    expect([row?.lat, row?.lon].map((degrees) => degrees?.toFixed(4))).toEqual(['48.3538', '11.7861']);
    // The frame gives ages in tenths of a second.
    expect(Math.abs((row?.observedAtMs ?? 0) - observedAtMs)).toBeLessThanOrEqual(50);
    expect(rowOf('3c6444')?.flags).toBe(FLAG.replayed | FLAG.onGround);
    expect(rowOf('4b1805')?.flags).toBe(FLAG.replayed | FLAG.mlat);
    expect(rowOf('484b10')?.flags).toBe(FLAG.replayed | FLAG.longLived);
    const named = viewer.messages.flatMap((message) => (message.type === 'frame' ? message.identity : []));
    expect(named).toContainEqual(
      expect.objectContaining({ icao24: '3c664e', callsign: 'DLH4TR', registration: 'D-AIRX', typeCode: 'A321' }),
    );

    // The producer reports once a second, at times after the positions themselves have arrived.
    const feeds = async () => statusSchema.parse(await get('/api/status')).feeds;
    const rejected = { too_old: 1, privacy: 1, simulated_block: 1, no_position: 1 };
    await expect.poll(feeds, { timeout: 10_000 }).toMatchObject([
      {
        feed: 'readsb',
        kind: 'replay',
        capturedAtMs: CAPTURED_AT_MS,
        counts: { received: 9, accepted: 5, rejected },
      },
    ]);
    expect(await producer.stop()).toMatchObject({ code: 0 });
  });

  it('from a live address, as live positions that go on', async () => {
    const picture = readFileSync(FEED_FILE, 'utf8');
    const server = createServer((_request, response) => {
      response.end(picture.replace(String(CAPTURED_AT_MS / 1000), String(Date.now() / 1000)));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data/aircraft.json`;
    const producer = await startProducer(['--source', 'readsb', '--url', url, '--interval', '1'], stack.env);
    try {
      await seesAll();
      await waitUntil(
        'the track goes on',
        async () => ((await trackOf('3c664e')).legs[0]?.points.length ?? 0) >= 3,
        30_000,
      );
      expect(await trackOf('3c664e')).toMatchObject({ kind: 'live' });
      expect(rowOf('3c664e')?.flags).toBe(0);
    } finally {
      await producer.stop();
      server.closeAllConnections();
      server.close();
    }
  });
});
