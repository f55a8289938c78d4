import { describe, expect, test } from 'vitest';
import { remember } from '../../../lambdas/http-api/remember.ts';

function remembered() {
  const clock = { nowMs: 1000 };
  const pending: { resolve(value: number): void; reject(error: Error): void }[] = [];
  const read = () => new Promise<number>((resolve, reject) => pending.push({ resolve, reject }));
  return { clock, pending, ask: remember(read, { forMs: 100, clock: () => clock.nowMs }) };
}

describe('remember()', () => {
  test('all who ask while a read is under way get its value, however long it takes', async () => {
    const { ask, clock, pending } = remembered();
    const first = ask();
    clock.nowMs += 5000;
    const second = ask();
    expect(pending).toHaveLength(1);
    pending[0]?.resolve(7);
    expect(await Promise.all([first, second])).toEqual([7, 7]);
  });

  test('age counts from the begin of the read', async () => {
    const { ask, clock, pending } = remembered();
    const first = ask();
    clock.nowMs += 100;
    pending[0]?.resolve(7);
    await first;
    void ask();
    expect(pending).toHaveLength(2);
  });

  test('a failure reaches all who waited and is not remembered', async () => {
    const { ask, pending } = remembered();
    const both = Promise.allSettled([ask(), ask()]);
    pending[0]?.reject(new Error('away'));
    expect((await both).map((result) => result.status)).toEqual(['rejected', 'rejected']);
    const next = ask();
    pending[1]?.resolve(8);
    expect(await next).toBe(8);
  });

  test('a clock set back does not keep an old value for ever', async () => {
    const { ask, clock, pending } = remembered();
    const first = ask();
    pending[0]?.resolve(7);
    await first;
    clock.nowMs -= 3_600_000;
    void ask();
    expect(pending).toHaveLength(2);
  });
});
