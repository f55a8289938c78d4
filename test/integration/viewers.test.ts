import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { BLANK_OBSERVATION, type Observation } from '#domain/observation.ts';
import type { ServerMessage } from '#contracts/live-messages.ts';
import type { BoundingBox } from '#domain/geo.ts';
import { startLiveStack, type LiveStack } from '../load/stream/live-stack.ts';
import { startRecordedFeed, type RecordedFeed } from '../load/stream/recorded-feed.ts';
import { openViewer, type Viewer } from '../load/stream/viewer.ts';
import { waitUntil } from '../load/stream/wait-until.ts';

const BAVARIA: BoundingBox = [9, 47, 14, 50];

/** An aircraft over Bavaria that every delivery has at another place, so that there is always something to send. */
function flying(atMs: number): [string, Pick<Observation, 'lat' | 'lon'>] {
  return ['0000ff', { lat: 48 + (atMs % 600_000) / 600_000, lon: 12 }];
}

let stack: LiveStack;
let feed: RecordedFeed;
let sky: Map<string, Pick<Observation, 'lat' | 'lon'>>;
const viewers: Viewer[] = [];

beforeEach(async () => {
  stack = await startLiveStack({
    mongodbUri: inject('mongodbUri'),
    kafkaBrokers: inject('kafkaBrokers'),
    partitions: 3,
    maxConnections: 3,
  });
  sky = new Map();
  feed = startRecordedFeed({
    kafkaBrokers: inject('kafkaBrokers'),
    topic: stack.topic,
    db: null,
    createSource: ({ clock, sleep }) => ({
      feed: 'test',
      source: 'test',
      kind: 'live',
      attribution: null,
      licence: null,
      intervalMs: 500,
      timeScale: 1,
      async *events(signal) {
        while (!signal.aborted) {
          const observedAtMs = clock();
          yield {
            type: 'delivery',
            readAtMs: observedAtMs,
            observations: [...sky, flying(observedAtMs)].map(([icao24, place]) => ({
              ...BLANK_OBSERVATION,
              icao24,
              observedAtMs,
              ...place,
            })),
            unreadable: 0,
            clockOffsetMs: null,
            capturedAtMs: null,
            intervalMs: 500,
            isRestart: false,
          };
          await sleep(500, signal);
        }
      },
    }),
  });
});
afterEach(async () => {
  for (const viewer of viewers.splice(0)) viewer.close();
  await feed.stop();
  await stack.stop();
});

async function open(headers?: Record<string, string>): Promise<Viewer> {
  const viewer = await openViewer(stack.websocketUrl, headers);
  viewers.push(viewer);
  return viewer;
}

/** At the level whose frames come most often. */
async function watch(bbox: BoundingBox, version: 1 | 2 = 2): Promise<Viewer> {
  const viewer = await open();
  viewer.subscribe(1, bbox, 9.5, version);
  await viewer.first('subscribed');
  return viewer;
}

const connections = () => stack.db.collection('connections');

describe('viewers', () => {
  it.each([
    ['box', 1, 50],
    // The northern edge of the fine tiles that the box lies in.
    ['tiles', 2, 51],
  ] as const)('get what is in their %s, and once more what leaves it', async (_what, version, north) => {
    sky.set('000001', { lat: north - 0.005, lon: 11 }).set('000002', { lat: 52, lon: 11 });
    const viewer = await watch(BAVARIA, version);
    await waitUntil('the viewer has the aircraft in its box', () => viewer.seen().has('000001'), 20_000);
    // 1.7 km: within what a position may be off by.
    sky.set('000001', { lat: north + 0.01, lon: 11 });
    const outside = () => viewer.rows().filter(({ address, lat }) => address === 1 && lat > north);
    await waitUntil('the viewer has it outside', () => outside().length > 0, 20_000);
    const frames = viewer.frames();
    await waitUntil('frames go on', () => viewer.frames() > frames + 3, 20_000);
    expect(outside()).toHaveLength(1);
    expect(viewer.seen().has('000002')).toBe(false);
  });

  it('that die cost the others nothing and are forgotten', async () => {
    const [dead, alive] = [await watch(BAVARIA), await watch(BAVARIA)];
    expect(await connections().countDocuments()).toBe(2);
    // What a lost $disconnect leaves: a connection that is listed and answers 410.
    await connections().insertOne({ ...(await connections().findOne()), _id: 'Gone000000000A=' as never });
    dead.close();
    await waitUntil('only the living one is listed', async () => (await connections().countDocuments()) === 1, 20_000);
    const before = alive.frames();
    await waitUntil('frames go on', () => alive.frames() > before + 2, 20_000);
  });

  it('are counted: one too many is refused until another closes', async () => {
    const first = await open();
    await open();
    await open();
    await expect(open()).rejects.toThrow('503');
    first.close();
    await waitUntil('the place is free', async () => (await connections().countDocuments()) === 2, 20_000);
    await open();
  });

  it('of a foreign page are refused', async () => {
    await expect(open({ Origin: 'https://evil.example' })).rejects.toThrow('403');
    await open({ Origin: stack.webUrl });
  });

  it('get another picture with another subscription, at most one in 500 ms', async () => {
    sky.set('000001', { lat: 48, lon: 11 }).set('000002', { lat: -33, lon: 151 });
    const viewer = await watch(BAVARIA);
    await waitUntil('the first picture', () => viewer.seen().has('000001'), 20_000);
    viewer.subscribe(2, [140, -40, 160, -30], 9.5);
    viewer.subscribe(3, BAVARIA);
    const isSecond = (message: ServerMessage): boolean => message.type === 'subscribed' && message.id === 2;
    await waitUntil('the second subscription', () => viewer.messages.some(isSecond), 20_000);
    sky.set('000002', { lat: -33, lon: 151.01 });
    await waitUntil('the second picture', () => viewer.seen().has('000002'), 20_000);
    expect(viewer.messages).toContainEqual(expect.objectContaining({ type: 'error', code: 'too_many_subscriptions' }));
    const fine = viewer.messages.filter((message) => message.type === 'frame' && message.level === 'fine');
    expect(fine.length).toBeGreaterThan(0);
  });

  it('are answered when they say nonsense, and stay connected', async () => {
    const viewer = await open();
    viewer.say({ action: 'dance' });
    expect(await viewer.first('error')).toMatchObject({ code: 'action_unknown' });
    viewer.say({ action: 'ping', t: 42 });
    expect(await viewer.first('pong')).toMatchObject({ t: 42 });
  });
});
