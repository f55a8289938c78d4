import { beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionStore, Subscription, Viewer } from '#adapters/mongo/connection-store.ts';
import type { BoundingBox } from '#domain/geo.ts';

const NOW_MS = 1_732_400_000_000;
const HOUR_MS = 3_600_000;
const EUROPE: BoundingBox = [-12, 35, 35, 70];
const europe = { id: 1, bbox: EUROPE, level: 'world', version: 2, everyMs: 0 } as const;
const bavaria = { id: 2, bbox: [9, 47, 14, 50], level: 'fine', version: 1, everyMs: 5000 } as const;
const due = { nowMs: NOW_MS, minIntervalMs: 500, expiresAtMs: NOW_MS + HOUR_MS };

const listed = (connectionId: string, { bbox, level, version, everyMs }: Subscription): Viewer => ({
  connectionId,
  bbox,
  level,
  version,
  everyMs,
});

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
      await store.subscribe('watching', europe, due);
      await store.subscribe('expired', europe, due);
      expect(await store.listViewers(NOW_MS, 10)).toEqual([listed('watching', europe)]);
    });

    it('lists no more viewers than the limit', async () => {
      for (const id of ['a', 'b', 'c']) await store.subscribe(id, europe, due);
      expect(await store.listViewers(NOW_MS, 2)).toHaveLength(2);
    });

    it('replaces a subscription by the next one', async () => {
      await store.add('a', NOW_MS, NOW_MS + HOUR_MS);
      await store.subscribe('a', europe, due);
      const later = { ...due, nowMs: NOW_MS + 500 };
      expect(await store.subscribe('a', bavaria, later)).toBe('stored');
      expect(await store.listViewers(NOW_MS, 10)).toEqual([listed('a', bavaria)]);
    });

    it('refuses a subscription that comes too soon and keeps the one before', async () => {
      await store.add('a', NOW_MS, NOW_MS + HOUR_MS);
      expect(await store.subscribe('a', europe, due)).toBe('stored');
      const soon = { ...due, nowMs: NOW_MS + 499 };
      expect(await store.subscribe('a', bavaria, soon)).toBe('too_soon');
      expect(await store.listViewers(NOW_MS, 10)).toEqual([listed('a', europe)]);
    });

    it('lets exactly one of two simultaneous subscriptions through', async () => {
      await store.add('a', NOW_MS, NOW_MS + HOUR_MS);
      const outcomes = await Promise.all([1, 2].map((id) => store.subscribe('a', { ...europe, id }, due)));
      expect(outcomes.toSorted()).toEqual(['stored', 'too_soon']);
    });

    it('changes the pace of a subscription to tiles alone', async () => {
      await store.subscribe('a', europe, due);
      expect(await store.pace('a', 10_000, due)).toBe('stored');
      expect(await store.listViewers(NOW_MS, 10)).toEqual([listed('a', { ...europe, everyMs: 10_000 })]);
    });

    it('refuses a pace that comes too soon after another', async () => {
      await store.subscribe('a', europe, due);
      await store.pace('a', 10_000, due);
      expect(await store.pace('a', 0, { ...due, nowMs: NOW_MS + 499 })).toBe('too_soon');
      expect(await store.pace('a', 0, { ...due, nowMs: NOW_MS + 500 })).toBe('stored');
      expect(await store.listViewers(NOW_MS, 10)).toEqual([listed('a', europe)]);
    });

    it('knows no pace of a subscription to a box, or of none', async () => {
      await store.subscribe('box', bavaria, due);
      await store.add('silent', NOW_MS, NOW_MS + HOUR_MS);
      for (const id of ['box', 'silent', 'unknown']) expect(await store.pace(id, 0, due)).toBe('not_subscribed');
      expect(await store.listViewers(NOW_MS, 10)).toEqual([listed('box', bavaria)]);
    });

    it('subscribes a connection whose record was lost, with an expiry of its own', async () => {
      await store.subscribe('lost', europe, due);
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
