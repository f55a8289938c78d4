import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { lock, tryLock } from '../../../local/processes/exclusive-lock.ts';
import { startProcess } from '../../../local/processes/supervised-process.ts';

const modulePath = new URL('../../../local/processes/exclusive-lock.ts', import.meta.url).href;

describe('an exclusive lock', () => {
  it('is given to one, and to the next after its release', async () => {
    const path = randomUUID();
    const first = await tryLock(path, 'test');
    expect(first).not.toBeNull();
    expect(await tryLock(path, 'test')).toBeNull();
    await first?.release();
    const second = await tryLock(path, 'test');
    expect(second).not.toBeNull();
    await second?.release();
  });

  it('tells paths and purposes apart, and takes two spellings of a path for one', async () => {
    const path = randomUUID();
    const locks = [await tryLock(path, 'a'), await tryLock(path, 'b'), await tryLock(`${path}2`, 'a')];
    expect(locks).not.toContain(null);
    expect(await tryLock(`./other/../${path}`, 'a')).toBeNull();
    for (const each of locks) await each?.release();
  });

  it('makes others wait their turn, one at a time', async () => {
    const path = randomUUID();
    const first = await lock(path, 'test');
    let inside = 0;
    let most = 0;
    const takeTurn = async (): Promise<void> => {
      const turn = await lock(path, 'test');
      inside += 1;
      most = Math.max(most, inside);
      await Promise.resolve();
      inside -= 1;
      await turn.release();
    };
    const waiters = [takeTurn(), takeTurn(), takeTurn(), takeTurn()];
    await first.release();
    await Promise.all(waiters);
    expect(most).toBe(1);
  });

  it('is free again when its holder was killed', async () => {
    const path = randomUUID();
    const script = `const { tryLock } = await import(${JSON.stringify(modulePath)});
      console.log(await tryLock(${JSON.stringify(path)}, 'test') === null ? 'refused' : 'held');
      setInterval(() => undefined, 1000);`;
    const holder = startProcess({
      name: 'holder',
      command: process.execPath,
      args: ['--input-type=module', '-e', script],
      graceMs: 0,
    });
    expect(await holder.whenLine((line) => /held|refused/.test(line), 10_000)).toBe('held');
    expect(await tryLock(path, 'test')).toBeNull();
    const next = lock(path, 'test');
    process.kill(holder.pid, 'SIGKILL');
    await (await next).release();
    expect(await holder.exited).toMatchObject({ signal: 'SIGKILL' });
  });
});
