import { beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionStore } from '#adapters/mongo/connection-store.ts';
import type { BoundingBox } from '#domain/geo.ts';

const NOW_MS = 1_732_400_000_000;
const HOUR_MS = 3_600_000;
const EUROPE: BoundingBox = [-12, 35, 35, 70];
const due = { nowMs: NOW_MS, minIntervalMs: 500, expiresAtMs: NOW_MS + HOUR_MS };

/** What every connection store must do; run against the fake and against the one on MongoDB. */
export function describeConnectionStore(name: string, create: () => Promise<ConnectionStore>): void {
  describe(name, () => {
    let store: ConnectionStore;
    beforeEach(async () => {
      store = await create();
    });

    it('counts open connections up to the limit and leaves out expired ones', async () => {
      await store.add('a', NOW_MS, NOW_MS + HOUR_MS);
      await store.add('b', NOW_MS, NOW_MS + HOUR_MS);
      await store.add('c', NOW_MS, NOW_MS + HOUR_MS);
      await store.add('expired', NOW_MS - 2 * HOUR_MS, NOW_MS - 1);
      expect(await store.countOpen(NOW_MS, 100)).toBe(3);
      expect(await store.countOpen(NOW_MS, 2)).toBe(2);
    });

    it('lists only connections that are subscribed and not expired', async () => {
      await store.add('silent', NOW_MS, NOW_MS + HOUR_MS);
      await store.add('watching', NOW_MS, NOW_MS + HOUR_MS);
      await store.add('expired', NOW_MS - 2 * HOUR_MS, NOW_MS - 1);
      await store.subscribe('watching', { id: 7, bbox: EUROPE, level: 'world' }, due);
      await store.subscribe('expired', { id: 1, bbox: EUROPE, level: 'world' }, due);
      expect(await store.listViewers(NOW_MS, 10)).toEqual([{ connectionId: 'watching', bbox: EUROPE, level: 'world' }]);
    });

    it('lists no more viewers than the limit', async () => {
      for (const id of ['a', 'b', 'c']) await store.subscribe(id, { id: 1, bbox: EUROPE, level: 'world' }, due);
      expect(await store.listViewers(NOW_MS, 2)).toHaveLength(2);
    });

    it('replaces a subscription by the next one', async () => {
      await store.add('a', NOW_MS, NOW_MS + HOUR_MS);
      await store.subscribe('a', { id: 1, bbox: EUROPE, level: 'world' }, due);
      const later = { ...due, nowMs: NOW_MS + 500 };
      expect(await store.subscribe('a', { id: 2, bbox: [0, 0, 1, 1], level: 'fine' }, later)).toBe('stored');
      expect(await store.listViewers(NOW_MS, 10)).toEqual([{ connectionId: 'a', bbox: [0, 0, 1, 1], level: 'fine' }]);
    });

    it('refuses a subscription that comes too soon and keeps the one before', async () => {
      await store.add('a', NOW_MS, NOW_MS + HOUR_MS);
      expect(await store.subscribe('a', { id: 1, bbox: EUROPE, level: 'world' }, due)).toBe('stored');
      const soon = { ...due, nowMs: NOW_MS + 499 };
      expect(await store.subscribe('a', { id: 2, bbox: [0, 0, 1, 1], level: 'fine' }, soon)).toBe('too_soon');
      expect(await store.listViewers(NOW_MS, 10)).toEqual([{ connectionId: 'a', bbox: EUROPE, level: 'world' }]);
    });

    it('lets exactly one of two simultaneous subscriptions through', async () => {
      await store.add('a', NOW_MS, NOW_MS + HOUR_MS);
      const outcomes = await Promise.all(
        [1, 2].map((id) => store.subscribe('a', { id, bbox: EUROPE, level: 'world' }, due)),
      );
      expect(outcomes.toSorted()).toEqual(['stored', 'too_soon']);
    });

    it('subscribes a connection whose record was lost, with an expiry of its own', async () => {
      await store.subscribe('lost', { id: 1, bbox: EUROPE, level: 'world' }, due);
      expect(await store.listViewers(NOW_MS, 10)).toHaveLength(1);
      expect(await store.listViewers(due.expiresAtMs, 10)).toEqual([]);
    });

    it('removes connections, known or not', async () => {
      for (const id of ['a', 'b']) await store.add(id, NOW_MS, NOW_MS + HOUR_MS);
      await store.remove(['a', 'unknown']);
      await store.remove([]);
      expect(await store.countOpen(NOW_MS, 10)).toBe(1);
    });
  });
}
