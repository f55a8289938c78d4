import { describe, expect, it } from 'vitest';
import { createKnownErased, ERASED_KEPT_MS } from '#adapters/mongo/privacy/known-erased.ts';

function aList() {
  let nowMs = 0;
  let icao24s: readonly string[] | null = [];
  let reads = 0;
  const known = createKnownErased({
    list: {
      all: () => {
        reads += 1;
        if (icao24s === null) return Promise.reject(new Error('away'));
        return Promise.resolve(icao24s.map((icao24) => ({ icao24, erasedAtMs: 0 })));
      },
    },
    clock: () => nowMs,
  });
  return {
    known,
    reads: () => reads,
    pass: (ms: number) => void (nowMs += ms),
    becomes: (next: readonly string[] | null) => void (icao24s = next),
  };
}

describe('the known erased aircraft', () => {
  it('are read once in ten seconds', async () => {
    const list = aList();
    await list.known();
    list.becomes(['3c664e']);
    list.pass(ERASED_KEPT_MS - 1);
    expect([...(await list.known())]).toEqual([]);
    list.pass(1);
    expect([...(await list.known())]).toEqual(['3c664e']);
    expect(list.reads()).toBe(2);
  });

  it('stay known while the list is away, which is then asked as seldom', async () => {
    const list = aList();
    list.becomes(['3c664e']);
    await list.known();
    list.becomes(null);
    list.pass(ERASED_KEPT_MS);
    expect([...(await list.known())]).toEqual(['3c664e']);
    await list.known();
    expect(list.reads()).toBe(2);
  });

  it('are nobody only on the word of the list', async () => {
    const list = aList();
    list.becomes(null);
    await expect(list.known()).rejects.toThrow('away');
  });
});
