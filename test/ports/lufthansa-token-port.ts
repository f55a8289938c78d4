import { beforeEach, describe, expect, it } from 'vitest';
import type { TokenStore } from '#adapters/lufthansa/token/token-store.ts';

/** What every store of the token must do; run against the fake and against the one on MongoDB. */
export function describeTokenStore(name: string, create: () => Promise<TokenStore>): void {
  describe(name, () => {
    let store: TokenStore;
    beforeEach(async () => {
      store = await create();
    });

    it('has no token at first', async () => {
      expect(await store.read()).toBeNull();
    });

    it('gives the newest token and how long it is still good', async () => {
      await store.write({ token: 'first', remainingMs: 1000 });
      await store.write({ token: 'second', remainingMs: 60_000 });
      const found = await store.read();
      expect(found?.token).toBe('second');
      expect(found?.remainingMs).toBeGreaterThan(30_000);
      expect(found?.remainingMs).toBeLessThanOrEqual(60_000);
    });

    it('has no token that is over', async () => {
      await store.write({ token: 'over', remainingMs: 0 });
      expect(await store.read()).toBeNull();
    });

    it('lets one at a time ask for a new one', async () => {
      const all = await Promise.all(['a', 'b', 'c'].map((holder) => store.acquire(holder, 60_000)));
      expect(all.filter(Boolean)).toHaveLength(1);
      const holder = ['a', 'b', 'c'][all.indexOf(true)]!;
      await store.release(holder);
      expect(await store.acquire('d', 60_000)).toBe(true);
    });
  });
}
