import { describe, expect, it } from 'vitest';
import { parseServerMessage, type ServerMessage } from '#contracts/live-messages.ts';
import { addressFromNumber } from '#domain/address.ts';
import { WORLD_BOX, type BoundingBox } from '#domain/geo.ts';
import type { Position } from '#domain/position.ts';
import {
  createBroadcast,
  type BroadcastOptions,
  type Delivery,
} from '../../../lambdas/position-broadcast/broadcast-positions.ts';
import type { Viewer } from '../../../lambdas/position-broadcast/viewer-list.ts';
import { positionsEvent } from '../../fixtures/msk-event.ts';
import { aPosition } from '../../fixtures/positions.ts';

const NOW_MS = 1_732_400_001_000;
const BAVARIA: BoundingBox = [9, 47, 14, 50];

function setUp(viewers: readonly Viewer[], options: Partial<BroadcastOptions> = {}) {
  const time = { nowMs: NOW_MS };
  const inbox = new Map<string, ServerMessage[]>();
  const deliveries: Delivery[] = [];
  const dropped: string[] = [];
  const removed: string[] = [];
  const warnings: string[] = [];
  const broadcast = createBroadcast({
    viewers: { current: async () => viewers, drop: (ids) => dropped.push(...ids) },
    send: async (all) => {
      let sent = 0;
      for (const delivery of all) {
        deliveries.push(delivery);
        for (const id of delivery.connectionIds) {
          sent += delivery.messages.length;
          inbox.set(id, [...(inbox.get(id) ?? []), ...delivery.messages.map(parseServerMessage)]);
        }
      }
      return { sent, gone: [], throttled: 0, failed: 0, late: 0 };
    },
    removeConnections: async (ids) => void removed.push(...ids),
    clock: () => time.nowMs,
    logger: { warn: (message) => warnings.push(message) },
    ...options,
  });
  /** Broadcasts and gives what the viewer got by it. */
  const show = async (positions: readonly Position[], viewer = 'v') => {
    inbox.clear();
    await broadcast(positionsEvent(positions));
    const messages = inbox.get(viewer) ?? [];
    const only = <T extends ServerMessage['type']>(type: T) =>
      messages.filter((message): message is Extract<ServerMessage, { type: T }> => message.type === type);
    return {
      types: messages.map(({ type }) => type),
      shown: only('positions').flatMap(({ rows }) => rows.map(({ address }) => addressFromNumber(address))),
      rows: only('positions').flatMap(({ rows }) => rows),
      named: only('identity').flatMap(({ rows }) => rows.map(({ icao24 }) => icao24)),
      removed: only('removed').flatMap(({ rows }) => rows),
    };
  };
  return { broadcast, show, time, deliveries, dropped, removed, warnings, inbox };
}

const viewer = (connectionId: string, bbox: BoundingBox, level: Viewer['level'] = 'world'): Viewer => ({
  connectionId,
  bbox,
  level,
});

/** The same aircraft some seconds on, at another place; it stands still as far as dead reckoning goes. */
const standing = (overrides: Partial<Position>): Position => aPosition({ groundSpeedMps: null, ...overrides });
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
    expect(await show([aPosition()])).toMatchObject({ types: ['identity', 'positions'], shown: [aPosition().icao24] });
  });
});

describe('broadcast', () => {
  it('sends each viewer what is in its box, and nobody an empty frame', async () => {
    const { show, inbox } = setUp([viewer('v', BAVARIA), viewer('w', [0, 0, 1, 1])]);
    const inside = standing({ icao24: '000001', lat: 48, lon: 11 });
    const outside = standing({ icao24: '000002', lat: 52, lon: 11 });
    expect(await show([inside, outside])).toMatchObject({ shown: ['000001'] });
    expect(inbox.has('w')).toBe(false);
  });

  it('sends positions as they are, and the text of an aircraft before its first position', async () => {
    const { show } = setUp([viewer('v', WORLD_BOX)]);
    const result = await show([aPosition()]);
    expect(result.types).toEqual(['identity', 'positions']);
    expect(result.rows).toMatchObject([{ observedAtMs: 1_732_400_000_000, lat: 48.3538, lon: 11.7861, trackDeg: 181 }]);
  });

  it('sends the newest of an aircraft of which a batch holds several', async () => {
    const { show } = setUp([viewer('v', WORLD_BOX)]);
    const first = aPosition();
    expect((await show([later(first, 900), first])).rows).toMatchObject([{ observedAtMs: first.observedAtMs + 900 }]);
  });

  it('plays no backlog', async () => {
    const { show, broadcast } = setUp([viewer('v', WORLD_BOX)]);
    const old = aPosition({ receivedAtMs: NOW_MS - 60_001 });
    expect((await show([old])).types).toEqual([]);
    expect(await broadcast(positionsEvent([old]))).toMatchObject({ received: 1, skipped: 1, sent: 0 });
  });

  it('does not show again what is older than what was shown', async () => {
    const { show } = setUp([viewer('v', WORLD_BOX)]);
    await show([aPosition()]);
    expect((await show([later(aPosition(), -1)])).shown).toEqual([]);
  });

  it('sends a redelivered batch again', async () => {
    const { show } = setUp([viewer('v', WORLD_BOX)]);
    await show([aPosition()]);
    expect((await show([aPosition()])).shown).toEqual(['3c664e']);
  });

  it('encodes once for all viewers of one box and level, apart for other levels', async () => {
    const { show, deliveries, inbox } = setUp([
      viewer('a', BAVARIA),
      viewer('b', BAVARIA),
      viewer('fine', BAVARIA, 'fine'),
    ]);
    await show([aPosition()]);
    expect(deliveries.map(({ connectionIds }) => connectionIds.toSorted()).toSorted()).toEqual([['a', 'b'], ['fine']]);
    expect(inbox.get('fine')).toMatchObject([{}, { level: 'fine', rows: [{ lat: 48.35381, lon: 11.78609 }] }]);
  });

  it('covers a box across the antimeridian', async () => {
    const { show } = setUp([viewer('v', [170, -10, -170, 10])]);
    const east = standing({ icao24: '000001', lat: 0, lon: 179.9 });
    const west = standing({ icao24: '000002', lat: 0, lon: -179.9 });
    const away = standing({ icao24: '000003', lat: 0, lon: 160 });
    expect((await show([east, west, away])).shown).toEqual(['000001', '000002']);
  });

  it('splits what is too much for one frame', async () => {
    const { show } = setUp([viewer('v', WORLD_BOX)]);
    const many = Array.from({ length: 1500 }, (_, n) => aPosition({ icao24: n.toString(16).padStart(6, '0') }));
    const result = await show(many);
    expect(result.shown).toHaveLength(1500);
    expect(result.types.filter((type) => type === 'positions').length).toBeGreaterThan(1);
  });
});

describe('edge of a box', () => {
  const inside = standing({ lat: 48, lon: 11 });

  it('sends an aircraft that leaves once more, with its place outside, and then no more', async () => {
    const { show } = setUp([viewer('v', BAVARIA)]);
    await show([inside]);
    expect((await show([later(inside, 5000, { lat: 51 })])).rows).toMatchObject([{ lat: 51 }]);
    expect((await show([later(inside, 10_000, { lat: 51.1 })])).shown).toEqual([]);
  });

  it('reckons back where an aircraft was that this container has not had before', async () => {
    const { show } = setUp([viewer('v', BAVARIA)]);
    const northbound = { trackDeg: 0, groundSpeedMps: 250, lon: 11 };
    const justLeft = aPosition({ ...northbound, icao24: '000001', lat: 50.02 });
    const longGone = aPosition({ ...northbound, icao24: '000002', lat: 50.2 });
    const arriving = aPosition({ ...northbound, icao24: '000003', lat: 46.98 });
    expect((await show([justLeft, longGone, arriving])).shown).toEqual(['000001']);
  });

  it('does not trust a remembered place that is older than a keepalive', async () => {
    const { show, time } = setUp([viewer('v', BAVARIA)]);
    const before = aPosition({ lat: 46.5, lon: 11, trackDeg: 0, groundSpeedMps: 250 });
    await show([before]);
    time.nowMs += 30_000;
    expect((await show([later(before, 30_000, { lat: 50.02 })])).shown).toHaveLength(1);
  });

  it('names no aircraft that is only leaving', async () => {
    const { show } = setUp([viewer('v', BAVARIA)]);
    const justLeft = aPosition({ trackDeg: 0, groundSpeedMps: 250, lon: 11, lat: 50.02 });
    expect(await show([justLeft])).toMatchObject({ shown: ['3c664e'], named: [] });
  });

  it('names an aircraft again that this container has not had for longer than a keepalive', async () => {
    const { show, time } = setUp([viewer('v', BAVARIA)]);
    await show([inside]);
    time.nowMs += 30_000;
    expect((await show([later(inside, 30_000)])).named).toEqual(['3c664e']);
  });

  it('names an aircraft that enters', async () => {
    const { show } = setUp([viewer('v', BAVARIA)]);
    const outside = standing({ lat: 51, lon: 11 });
    expect((await show([outside])).named).toEqual([]);
    expect((await show([later(outside, 5000, { lat: 49.9 })])).named).toEqual(['3c664e']);
    expect((await show([later(outside, 10_000, { lat: 49.8 })])).named).toEqual([]);
  });
});

describe('text and state', () => {
  it('names an aircraft again only when its text changes', async () => {
    const { show } = setUp([viewer('v', WORLD_BOX)]);
    const first = aPosition();
    expect((await show([first])).named).toEqual(['3c664e']);
    expect((await show([later(first, 1000)])).named).toEqual([]);
    expect((await show([later(first, 2000, { squawk: '7700' })])).named).toEqual(['3c664e']);
  });

  it('sends stale aircraft as rows and removed ones as removed', async () => {
    const { show } = setUp([viewer('v', BAVARIA)]);
    const seen = standing({ lat: 48, lon: 11 });
    await show([seen]);
    expect((await show([{ ...seen, state: 'stale' }])).rows).toMatchObject([{ flags: 4 }]);
    const result = await show([{ ...seen, state: 'removed' }]);
    expect(result).toMatchObject({ types: ['removed'], removed: [{ icao24: '3c664e', reason: 'expired' }] });
  });

  it('sends removed only where the aircraft was', async () => {
    const { show } = setUp([viewer('v', [0, 0, 1, 1])]);
    expect((await show([aPosition({ state: 'removed' })])).types).toEqual([]);
  });
});

describe('broadcast and its receivers', () => {
  const counts = { sent: 3, gone: ['a'], throttled: 1, failed: 2, late: 4 };

  it('forgets connections that are gone and reports what happened', async () => {
    const { broadcast, dropped, removed } = setUp([viewer('a', WORLD_BOX), viewer('b', BAVARIA)], {
      send: async () => counts,
    });
    expect(await broadcast(positionsEvent([aPosition()]))).toEqual({
      received: 1,
      skipped: 0,
      rejected: 0,
      viewers: 2,
      boxes: 2,
      sent: 3,
      gone: 1,
      throttled: 1,
      failed: 2,
      late: 4,
      isOff: false,
    });
    expect([dropped, removed]).toEqual([['a'], ['a']]);
  });

  it('succeeds when the gone cannot be removed: they answer 410 again', async () => {
    const { broadcast, warnings } = setUp([viewer('a', WORLD_BOX)], {
      send: async () => counts,
      removeConnections: () => Promise.reject(new Error('no primary')),
    });
    await expect(broadcast(positionsEvent([aPosition()]))).resolves.toMatchObject({ gone: 1 });
    expect(warnings).toHaveLength(1);
  });

  it('forgets nothing of a batch that failed, so that its repetition is sent whole', async () => {
    let attempts = 0;
    const named: number[] = [];
    const { broadcast } = setUp([viewer('a', WORLD_BOX)], {
      send: async (all) => {
        const messages = [...all].flatMap((delivery) => delivery.messages);
        named.push(messages.filter((text) => text.includes('"identity"')).length);
        if ((attempts += 1) === 1) throw new Error('broken');
        return { ...counts, gone: [] };
      },
    });
    await expect(broadcast(positionsEvent([aPosition()]))).rejects.toThrow('broken');
    await broadcast(positionsEvent([aPosition()]));
    expect(named).toEqual([1, 1]);
  });

  it('gives an invocation its budget from its beginning', async () => {
    const deadlines: number[] = [];
    const { broadcast } = setUp([viewer('a', WORLD_BOX)], {
      budgetMs: 700,
      send: async (_all, deadlineMs) => {
        deadlines.push(deadlineMs);
        return counts;
      },
    });
    await broadcast(positionsEvent([aPosition()]));
    expect(deadlines).toEqual([NOW_MS + 700]);
  });

  it('begins with another viewer each time', async () => {
    const first: (string | undefined)[] = [];
    const viewers = ['a', 'b', 'c'].map((id, n) => viewer(id, [0, 0, 90, 90 - n]));
    const { broadcast } = setUp(viewers, {
      send: async (all) => {
        first.push([...all][0]?.connectionIds[0]);
        return { ...counts, gone: [] };
      },
    });
    for (let turn = 0; turn < 3; turn += 1) await broadcast(positionsEvent([aPosition()]));
    expect(first.toSorted()).toEqual(['a', 'b', 'c']);
  });
});
