import { describe, expect, it } from 'vitest';
import { createTokenSource } from '#adapters/lufthansa/token/token-source.ts';
import type { TokenStore } from '#adapters/lufthansa/token/token-store.ts';
import { createMemoryTokens } from '../../../../fakes/lufthansa-access.ts';
import { createManualTime } from '../../../../fakes/manual-time.ts';

const time = createManualTime();

function aSource(store: TokenStore) {
  let requests = 0;
  const source = createTokenSource({
    store,
    request: async () => ({ token: `asked-${(requests += 1)}`, remainingMs: 600_000 }),
    clock: time.clock,
    random: () => 0.5,
    sleep: time.sleep,
    holder: 'me',
  });
  return { get: (refused: string | null = null) => source.get(refused, options()), requests: () => requests };
}

const options = (untilMs = time.clock() + 60_000) =>
  ({ purpose: 'status', signal: new AbortController().signal, untilMs }) as const;

describe('token source', () => {
  it('takes the token that another got while it was waiting to be the one who asks', async () => {
    const store = createMemoryTokens(time.clock);
    const { get, requests } = aSource({
      ...store,
      async acquire(holder, ttlMs) {
        await store.write({ token: 'of-another', remainingMs: 600_000 });
        return store.acquire(holder, ttlMs);
      },
    });
    expect(await get()).toBe('of-another');
    expect(requests()).toBe(0);
    expect(await store.acquire('next', 1000)).toBe(true);
  });

  it('asks again for a token that was refused though it is stored, and not for one that another has replaced', async () => {
    const store = createMemoryTokens(time.clock);
    await store.write({ token: 'old', remainingMs: 600_000 });
    const { get, requests } = aSource(store);
    expect(await get()).toBe('old');
    expect(await get('old')).toBe('asked-1');
    expect(await get('old')).toBe('asked-1');
    await store.write({ token: 'newer', remainingMs: 600_000 });
    expect(await get('asked-1')).toBe('newer');
    expect(requests()).toBe(1);
  });

  it('waits for another that is asking, and takes over from one that died', async () => {
    const store = createMemoryTokens(time.clock);
    await store.acquire('dead', 20_000);
    const { get, requests } = aSource(store);
    const token = get();
    await time.advance(15_000);
    expect(requests()).toBe(0);
    await time.advance(10_000);
    expect(await token).toBe('asked-1');
  });

  it('gives up waiting for another when its time is up', async () => {
    const store = createMemoryTokens(time.clock);
    await store.acquire('slow', 600_000);
    const outcome = expect(aSource(store).get()).rejects.toMatchObject({ kind: 'aborted' });
    await time.advance(61_000);
    await outcome;
  });
});
