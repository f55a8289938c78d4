import { describe, expect, it } from 'vitest';
import { parseServerMessage, type ServerMessage } from '#contracts/live-messages.ts';
import { addressFromNumber } from '#domain/address.ts';
import { WORLD_BOX, type BoundingBox } from '#domain/geo.ts';
import { LEVEL_RULES } from '#domain/level.ts';
import type { Position } from '#domain/position.ts';
import {
  createBroadcast,
  type BroadcastOptions,
  type DeliveryCounts,
} from '../../../lambdas/position-broadcast/broadcast-positions.ts';
import type { Delivery, PostOutcome } from '../../../lambdas/position-broadcast/round.ts';
import type { Viewer } from '../../../lambdas/position-broadcast/viewer-list.ts';
import { positionsEvent } from '../../fixtures/msk-event.ts';
import { aPosition } from '../../fixtures/positions.ts';

const NOW_MS = 1_732_400_001_000;
const BAVARIA: BoundingBox = [9, 47, 14, 50];
const SEATTLE: BoundingBox = [-123, 47, -121, 48];
const { frameEveryMs } = LEVEL_RULES.world;

function setUp(viewers: readonly Viewer[], options: Partial<BroadcastOptions> = {}) {
  const time = { nowMs: NOW_MS };
  const inbox = new Map<string, ServerMessage[]>();
  const deliveries: Delivery[] = [];
  const dropped: string[] = [];
  const removed: string[] = [];
  const warnings: string[] = [];
  /** Connections whose posts fail. */
  const answers = new Map<string, PostOutcome>();
  const deliver = async (all: Iterable<Delivery>): Promise<DeliveryCounts> => {
    const outcomes = new Map<string, PostOutcome>();
    let sent = 0;
    for (const delivery of all) {
      deliveries.push(delivery);
      for (const id of delivery.connectionIds) {
        const outcome = answers.get(id) ?? 'delivered';
        outcomes.set(id, outcome);
        if (outcome !== 'delivered') continue;
        sent += delivery.messages.length;
        inbox.set(id, [...(inbox.get(id) ?? []), ...delivery.messages.map(parseServerMessage)]);
      }
    }
    return { sent, throttled: 0, failed: 0, late: 0, outcomes };
  };
  const broadcast = createBroadcast({
    viewers: { current: async () => viewers, drop: (ids) => dropped.push(...ids) },
    send: deliver,
    removeConnections: async (ids) => void removed.push(...ids),
    clock: () => time.nowMs,
    sleep: async (ms) => void (time.nowMs += ms),
    logger: { warn: (message) => warnings.push(message) },
    ...options,
  });
  /** Broadcasts, some time after what was broadcast before, in a stream that never rests; gives what the viewer got. */
  const show = async (positions: readonly Position[], { viewer = 'v', afterMs = frameEveryMs } = {}) => {
    for (let n = 0; n < 4; n += 1) await broadcast(positionsEvent([]));
    time.nowMs += afterMs;
    inbox.clear();
    await broadcast(positionsEvent(positions));
    return summary(inbox.get(viewer) ?? []);
  };
  return { broadcast, deliver, show, time, deliveries, dropped, removed, warnings, inbox, answers };
}

/** The same of both versions. */
function summary(messages: readonly ServerMessage[]) {
  const rows = messages.flatMap((m) => (m.type === 'positions' || m.type === 'frame' ? m.rows : []));
  const named = messages.flatMap((m) => (m.type === 'identity' ? m.rows : m.type === 'frame' ? m.identity : []));
  const removed = messages.flatMap((m) => (m.type === 'removed' ? m.rows : m.type === 'frame' ? m.removed : []));
  return {
    messages,
    types: messages.map(({ type }) => type),
    shown: rows.map(({ address }) => addressFromNumber(address)),
    rows,
    named: named.map(({ icao24 }) => icao24),
    removed,
  };
}

const viewer = (connectionId: string, bbox: BoundingBox, overrides: Partial<Viewer> = {}): Viewer => ({
  connectionId,
  bbox,
  level: 'world',
  version: 2,
  everyMs: 0,
  ...overrides,
});
const old = (connectionId: string, bbox: BoundingBox, overrides: Partial<Viewer> = {}): Viewer =>
  viewer(connectionId, bbox, { version: 1, ...overrides });

/** The same aircraft some time on. */
const later = (position: Position, ms: number, overrides: Partial<Position> = {}): Position => ({
  ...position,
  observedAtMs: position.observedAtMs + ms,
  receivedAtMs: position.receivedAtMs + ms,
  ...overrides,
});

describe('while sending is off', () => {
  it('skips everything, reads no viewers, and sends the next batch whole when it is on again', async () => {
    const sending = { isOn: false };
    let reads = 0;
    const current = async () => {
      reads += 1;
      return [viewer('v', WORLD_BOX)];
    };
    const options = { isSendingOn: async () => sending.isOn, viewers: { current, drop: () => undefined } };
    const { broadcast, show, deliveries } = setUp([], options);
    const stats = await broadcast(positionsEvent([aPosition(), aPosition({ icao24: '3c6444' })]));
    expect(stats).toMatchObject({ received: 2, skipped: 2, sent: 0, viewers: 0, isOff: true });
    expect({ reads, deliveries }).toEqual({ reads: 0, deliveries: [] });
    sending.isOn = true;
    expect(await show([aPosition()])).toMatchObject({ shown: ['3c664e'], named: ['3c664e'] });
  });
});

describe.each([
  ['tiles', viewer],
  ['a box', old],
])('broadcast to a viewer of %s', (_what, create) => {
  it('sends what is in its area, and nobody an empty frame', async () => {
    const { show, inbox } = setUp([create('v', BAVARIA), create('w', SEATTLE)]);
    const inside = aPosition({ icao24: '000001' });
    const outside = aPosition({ icao24: '000002', lon: 100 });
    expect(await show([inside, outside])).toMatchObject({ shown: ['000001'], named: ['000001'] });
    expect(inbox.has('w')).toBe(false);
  });

  it('sends positions as they are quantised', async () => {
    const { show } = setUp([create('v', WORLD_BOX)]);
    const { rows } = await show([aPosition()]);
    expect(rows).toMatchObject([{ observedAtMs: 1_732_400_000_000, lat: 48.3538, lon: 11.7861, trackDeg: 181 }]);
  });

  it('sends the newest of an aircraft of which a batch holds several', async () => {
    const { show } = setUp([create('v', WORLD_BOX)]);
    const first = aPosition();
    expect((await show([later(first, 900), first])).rows).toMatchObject([{ observedAtMs: first.observedAtMs + 900 }]);
  });

  it('plays no backlog', async () => {
    const { show, broadcast } = setUp([create('v', WORLD_BOX)]);
    const late = aPosition({ receivedAtMs: NOW_MS - 60_001 });
    expect((await show([late])).types).toEqual([]);
    expect(await broadcast(positionsEvent([late]))).toMatchObject({ received: 1, skipped: 1, sent: 0 });
  });

  it('shows nothing again that was shown, or is older', async () => {
    const { show } = setUp([create('v', WORLD_BOX)]);
    await show([aPosition()]);
    expect((await show([aPosition(), later(aPosition(), -1)])).shown).toEqual([]);
  });

  it('covers an area across the antimeridian', async () => {
    const { show } = setUp([create('v', [170, -10, -170, 10], { level: 'regional' })]);
    const east = aPosition({ icao24: '000001', lat: 0, lon: 179.9 });
    const west = aPosition({ icao24: '000002', lat: 0, lon: -179.9 });
    const away = aPosition({ icao24: '000003', lat: 0, lon: 160 });
    expect((await show([east, west, away])).shown.toSorted()).toEqual(['000001', '000002']);
  });

  it('names an aircraft again only when its text changes', async () => {
    const { show } = setUp([create('v', WORLD_BOX)]);
    const first = aPosition();
    expect((await show([first])).named).toEqual(['3c664e']);
    expect((await show([later(first, 1000)])).named).toEqual([]);
    expect((await show([later(first, 2000, { squawk: '7700' })])).named).toEqual(['3c664e']);
  });

  it('sends stale aircraft as rows and removed ones as removed', async () => {
    const { show } = setUp([create('v', BAVARIA)]);
    const seen = aPosition();
    await show([seen]);
    expect((await show([{ ...seen, state: 'stale' }])).rows).toMatchObject([{ flags: 4 }]);
    const result = await show([{ ...seen, state: 'removed' }]);
    expect(result).toMatchObject({ shown: [], removed: [{ icao24: '3c664e', reason: 'expired' }] });
  });

  it('sends removed only where the aircraft was', async () => {
    const { show } = setUp([create('v', SEATTLE)]);
    expect((await show([aPosition({ state: 'removed' })])).types).toEqual([]);
  });

  it('sends an aircraft that leaves once more, with its place outside, and then no more', async () => {
    const { show } = setUp([create('v', BAVARIA, { level: 'fine' })]);
    const inside = aPosition({ lat: 49.9, lon: 11 });
    await show([inside]);
    expect((await show([later(inside, 5000, { lat: 50.1, lon: 15.1 })])).rows).toMatchObject([{ lat: 50.1 }]);
    expect((await show([later(inside, 10_000, { lat: 53, lon: 15.2 })])).shown).toEqual([]);
  });

  it('names an aircraft that enters', async () => {
    const { show } = setUp([create('v', BAVARIA, { level: 'fine' })]);
    const outside = aPosition({ lat: 49.5, lon: 15.6 });
    expect((await show([outside])).named).toEqual([]);
    expect((await show([later(outside, 5000, { lon: 13.4 })])).named).toEqual(['3c664e']);
    expect((await show([later(outside, 10_000, { lon: 13.4 })])).named).toEqual([]);
  });
});

describe('one frame at most in the interval of its level', () => {
  const first = aPosition();

  it('comes at once after silence, and holds what came since the one before', async () => {
    const { show } = setUp([viewer('v', WORLD_BOX)]);
    expect((await show([first])).shown).toEqual(['3c664e']);
    expect((await show([later(first, 1000)], { afterMs: 1000 })).types).toEqual([]);
    expect((await show([later(first, 3000)], { afterMs: 3749 })).types).toEqual([]);
    const { rows, messages } = await show([], { afterMs: 251 });
    expect(rows).toMatchObject([{ observedAtMs: first.observedAtMs + 3000 }]);
    expect(messages).toMatchObject([{ type: 'frame', level: 'world', atMs: NOW_MS + 10_000, everyMs: 5000 }]);
  });

  it.each(['fine', 'regional', 'world'] as const)('is of the level %s', async (level) => {
    const { show } = setUp([viewer('v', WORLD_BOX, { level: 'world' }), viewer('w', BAVARIA, { level })]);
    await show([first]);
    const everyMs = LEVEL_RULES[level].frameEveryMs;
    expect((await show([later(first, 500)], { viewer: 'w', afterMs: everyMs - 251 })).types).toEqual([]);
    expect((await show([later(first, 600)], { viewer: 'w', afterMs: 251 })).messages).toMatchObject([
      { level, everyMs },
    ]);
  });

  it('is later where the viewer wants it so, and holds the newest of all it missed', async () => {
    const { show } = setUp([viewer('v', WORLD_BOX, { everyMs: 12_000 }), viewer('w', WORLD_BOX)]);
    expect((await show([first])).messages).toMatchObject([{ everyMs: 12_000 }]);
    const other = aPosition({ icao24: '000001' });
    expect((await show([later(first, 5000), other])).types).toEqual([]);
    expect((await show([later(first, 10_000)])).types).toEqual([]);
    const { rows, messages } = await show([later(first, 15_000)]);
    expect(messages).toHaveLength(1);
    expect(rows).toMatchObject([{ address: 1 }, { observedAtMs: first.observedAtMs + 15_000 }]);
  });

  it('is encoded once for all viewers of the same tiles, whatever their boxes', async () => {
    const { show, deliveries } = setUp([
      viewer('a', BAVARIA, { level: 'regional' }),
      viewer('b', [9.1, 47.2, 13, 49.9], { level: 'regional' }),
      viewer('c', [30, 47, 31, 50], { level: 'regional' }),
    ]);
    await show([first, aPosition({ icao24: '000001', lon: 30.5 })]);
    expect(deliveries.map(({ connectionIds }) => connectionIds).toSorted()).toEqual([['a', 'b'], ['c']]);
  });

  it('is split where it is too long for one message, and loses nothing', async () => {
    const { show } = setUp([viewer('v', WORLD_BOX), old('w', WORLD_BOX)]);
    const many = Array.from({ length: 1500 }, (_, n) => aPosition({ icao24: n.toString(16).padStart(6, '0') }));
    expect(await show(many)).toMatchObject({ shown: { length: 1500 }, named: { length: 1500 } });
    expect(
      await show(
        many.map((one) => later(one, 1000)),
        { viewer: 'w' },
      ),
    ).toMatchObject({ shown: { length: 1500 } });
  });

  it('is of what came after a new subscription alone', async () => {
    const viewers = [viewer('v', WORLD_BOX)];
    const { show } = setUp(viewers);
    await show([aPosition({ icao24: '000001' })]);
    viewers.push(viewer('new', WORLD_BOX));
    expect((await show([aPosition({ icao24: '000002' })], { viewer: 'new' })).shown).toEqual(['000002']);
    viewers[1] = viewer('new', BAVARIA, { level: 'fine' });
    expect((await show([aPosition({ icao24: '000003' })], { viewer: 'new' })).shown).toEqual(['000003']);
  });
});

describe('in a stream that rests', () => {
  const first = aPosition();

  it('what is held back is sent when it is due, and nobody waits for more', async () => {
    const pauses: number[] = [];
    const time = { nowMs: NOW_MS };
    const { broadcast, inbox } = setUp([viewer('v', BAVARIA, { level: 'regional' })], {
      clock: () => time.nowMs,
      sleep: async (ms) => {
        pauses.push(ms);
        time.nowMs += ms;
      },
    });
    await broadcast(positionsEvent([first]));
    time.nowMs += 700;
    expect(await broadcast(positionsEvent([later(first, 700)]))).toMatchObject({ sent: 1, flushes: 2 });
    expect(pauses).toEqual([1300]);
    expect(summary(inbox.get('v') ?? []).rows).toMatchObject([{}, { observedAtMs: first.observedAtMs + 700 }]);
  });

  it.each([
    ['is waited for by the invocation that comes up to a quarter of a second before it is due', 4750, 250],
    ['is left to the next invocation before', 4749, 0],
  ])('or in a busy one, what is held back %s', async (_what, afterMs, waitedMs) => {
    const time = { nowMs: NOW_MS };
    const pauses: number[] = [];
    const { show } = setUp([viewer('v', WORLD_BOX)], {
      clock: () => time.nowMs,
      sleep: async (ms) => {
        pauses.push(ms);
        time.nowMs += ms;
      },
    });
    await show([first]);
    for (let n = 0; n < 4; n += 1) await show([]);
    time.nowMs += afterMs;
    expect((await show([later(first, 4000)])).shown).toHaveLength(waitedMs > 0 ? 1 : 0);
    expect(pauses).toEqual(waitedMs > 0 ? [waitedMs] : []);
  });

  it('what is held back for longer than two seconds holds up nobody', async () => {
    const pauses: number[] = [];
    const { broadcast } = setUp([viewer('v', WORLD_BOX)], { sleep: async (ms) => void pauses.push(ms) });
    await broadcast(positionsEvent([first]));
    await broadcast(positionsEvent([later(first, 700)]));
    expect(pauses).toEqual([]);
  });
});

describe('a viewer that cannot keep up', () => {
  const first = aPosition();

  it('gets the newest state once posts reach it, after pauses that grow', async () => {
    const { show, answers, deliveries } = setUp([viewer('v', WORLD_BOX)]);
    answers.set('v', 'missed');
    const posted = async (n: number): Promise<number> => {
      await show([later(first, n * 1000)]);
      return deliveries.splice(0).length;
    };
    const posts = [];
    for (let n = 0; n < 12; n += 1) posts.push(await posted(n));
    expect(posts).toEqual([1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0]);
    answers.clear();
    expect((await show([later(first, 12_000)])).rows).toEqual([]);
    expect((await show([later(aPosition({ icao24: '000001' }), 13_000)])).rows).toMatchObject([
      { address: 1 },
      { observedAtMs: first.observedAtMs + 12_000 },
    ]);
  });

  it('is first in the next frame when the time ran out for it', async () => {
    const order: (readonly string[])[] = [];
    const positions = [0, 45, 90].map((lon) => aPosition({ icao24: `00000${lon % 7}`, lat: 1, lon }));
    const viewers = ['a', 'b', 'c'].map((id, n) => viewer(id, [n * 45, 1, n * 45 + 10, 2]));
    const { show, deliver } = setUp(viewers, {
      send: async (all) => {
        const [taken] = all;
        order.push(taken?.connectionIds ?? []);
        return deliver(taken === undefined ? [] : [taken]);
      },
    });
    const afterMs = 4 * frameEveryMs;
    for (let turn = 1; turn < 4; turn += 1) {
      const batch = positions.map((one) => later(one, turn * 10_000));
      await show(batch, { afterMs });
    }
    expect(order.flat()).toEqual(['a', 'b', 'c']);
  });

  it('and its like make all frames rarer, which they say', async () => {
    const { broadcast, show, deliver } = setUp([viewer('v', WORLD_BOX)], {
      send: async (all) => ({ ...(await deliver(all)), late: 1 }),
    });
    await show([first]);
    expect((await show([later(first, 1000)])).types).toEqual([]);
    expect(await broadcast(positionsEvent([]))).toMatchObject({ isStretched: true, flushes: 0 });
    expect((await show([later(first, 2000)], { afterMs: 20_000 })).messages).toMatchObject([{ everyMs: 20_000 }]);
  });
});

describe('broadcast and its receivers', () => {
  const counts = { sent: 3, throttled: 0, failed: 2, late: 4 };
  const outcomes = new Map<string, PostOutcome>([
    ['a', 'gone'],
    ['b', 'delivered'],
  ]);

  it('forgets connections that are gone and reports what happened', async () => {
    const { broadcast, dropped, removed } = setUp([viewer('a', WORLD_BOX), viewer('b', BAVARIA)], {
      send: async (all) => ({ ...counts, outcomes: [...all].length > 0 ? outcomes : new Map() }),
    });
    expect(await broadcast(positionsEvent([aPosition()]))).toEqual({
      received: 1,
      skipped: 0,
      rejected: 0,
      viewers: 2,
      flushes: 3,
      isStretched: false,
      sent: 3,
      gone: 1,
      throttled: 0,
      failed: 2,
      late: 4,
      isOff: false,
    });
    expect([dropped, removed]).toEqual([['a'], ['a']]);
  });

  it('counts viewers that time ran out for', async () => {
    const { broadcast } = setUp([viewer('a', WORLD_BOX), viewer('b', WORLD_BOX)], {
      send: async () => ({ ...counts, late: 0, outcomes: new Map() }),
    });
    expect(await broadcast(positionsEvent([aPosition()]))).toMatchObject({ late: 2 });
  });

  it('succeeds when the gone cannot be removed: they answer 410 again', async () => {
    const { broadcast, warnings } = setUp([viewer('a', WORLD_BOX)], {
      send: async () => ({ ...counts, outcomes }),
      removeConnections: () => Promise.reject(new Error('no primary')),
    });
    await expect(broadcast(positionsEvent([aPosition()]))).resolves.toMatchObject({ gone: 1 });
    expect(warnings).toHaveLength(1);
  });

  it.each(['viewers', 'posts'])(
    'sends what a batch held when its repetition comes after the %s failed',
    async (what) => {
      let attempts = 0;
      const failOnce = (): void => {
        attempts += 1;
        if (attempts === 1) throw new Error('broken');
      };
      const { broadcast, inbox, time, deliver } = setUp([], {
        viewers: {
          current: async () => {
            if (what === 'viewers') failOnce();
            return [viewer('v', WORLD_BOX)];
          },
          drop: () => undefined,
        },
        send: async (all) => {
          if (what === 'posts') failOnce();
          return deliver(all);
        },
      });
      await expect(broadcast(positionsEvent([aPosition()]))).rejects.toThrow('broken');
      time.nowMs += frameEveryMs;
      await broadcast(positionsEvent([aPosition()]));
      expect(summary(inbox.get('v') ?? [])).toMatchObject({ shown: ['3c664e'], named: ['3c664e'] });
    },
  );

  it('gives an invocation its budget from its beginning', async () => {
    const deadlines: number[] = [];
    const { broadcast } = setUp([viewer('a', WORLD_BOX)], {
      budgetMs: 700,
      send: async (_all, deadlineMs) => {
        deadlines.push(deadlineMs);
        return { ...counts, outcomes };
      },
    });
    await broadcast(positionsEvent([aPosition()]));
    expect(deadlines).toEqual([NOW_MS + 700]);
  });
});
