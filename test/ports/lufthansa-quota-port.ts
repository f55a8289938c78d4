import { beforeEach, describe, expect, it } from 'vitest';
import type { QuotaSettings } from '#adapters/lufthansa/quota/quota-limits.ts';
import type { QuotaStore } from '#adapters/lufthansa/quota/quota-store.ts';

const SETTINGS = { callsPerSecond: 4, callsPerHour: 12 };

/** What every store of the quota must do; run against the fake and against the one on MongoDB. */
export function describeQuotaStore(name: string, create: (settings: QuotaSettings) => Promise<QuotaStore>): void {
  describe(name, () => {
    let store: QuotaStore;
    beforeEach(async () => {
      store = await create(SETTINGS);
    });

    it('has used nothing at first', async () => {
      const { used, limit, purposes, pausedUntilMs } = await store.read();
      expect({ used, limit, pausedUntilMs }).toEqual({ used: 0, limit: 12, pausedUntilMs: null });
      expect(purposes).toEqual({
        status: { used: 0, share: 4 },
        admin: { used: 0, share: 1 },
        schedules: { used: 0, share: 3 },
        references: { used: 0, share: 4 },
      });
    });

    it('gives slots a spacing apart to those who ask at once', async () => {
      const asks = Array.from({ length: 4 }, () => store.reserve({ purpose: 'references', maxWaitMs: 60_000 }));
      const slots = (await Promise.all(asks)).flatMap((answer) => (answer.kind === 'slot' ? [answer.slotMs] : []));
      expect(slots).toHaveLength(4);
      const gaps = slots.slice(1).map((slotMs, index) => slotMs - slots[index]!);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(store.spacingMs);
      expect((await store.read()).purposes.references.used).toBe(4);
    });

    it('refuses what the caller cannot wait for, and takes no slot for it', async () => {
      await store.reserve({ purpose: 'admin', maxWaitMs: 0 });
      await store.reserve({ purpose: 'admin', maxWaitMs: 60_000 });
      expect(await store.reserve({ purpose: 'status', maxWaitMs: 1 })).toMatchObject({
        kind: 'refused',
        reason: 'queue',
      });
      expect((await store.read()).used).toBe(2);
    });

    it('refuses beyond the hour, and keeps for each purpose what is its own', async () => {
      const ask = (purpose: 'references' | 'status') => store.reserve({ purpose, maxWaitMs: 60_000 });
      const kinds: string[] = [];
      for (let asked = 0; asked < 10; asked += 1) kinds.push((await ask('references')).kind);
      expect(kinds.filter((kind) => kind === 'slot')).toHaveLength(9);
      expect(await ask('references')).toMatchObject({ kind: 'refused', reason: 'hour' });
      expect(await ask('status')).toMatchObject({ kind: 'slot' });
    });

    it('gives no slot in a pause, of which the longest counts', async () => {
      await store.pause(60_000);
      await store.pause(10);
      const answer = await store.reserve({ purpose: 'status', maxWaitMs: 120_000 });
      expect(answer).toMatchObject({ kind: 'refused', reason: 'paused' });
      expect(answer.kind === 'refused' && answer.retryAfterMs).toBeGreaterThan(30_000);
      expect((await store.read()).pausedUntilMs).not.toBeNull();
    });
  });
}
