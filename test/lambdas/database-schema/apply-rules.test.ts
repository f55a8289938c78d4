import { expect, test } from 'vitest';
import { applyRules } from '../../../lambdas/database-schema/apply-rules.ts';

const RULES = ['a', 'b', 'c'].map((name) => ({ collection: 'flights', name }));
const AWAY = new Error('away');

/** Rules whose making takes the given time, or ends as told. */
function setUp(outcomes: Readonly<Record<string, string | null | Error | number>>) {
  const state = { nowMs: 0, begun: [] as string[] };
  const ensure = ({ name }: { name: string }): Promise<string | null> => {
    state.begun.push(name);
    const outcome = outcomes[name] ?? null;
    if (outcome instanceof Error) return Promise.reject(outcome);
    if (typeof outcome !== 'number') return Promise.resolve(outcome);
    if (state.nowMs + outcome > untilMs) return new Promise(() => undefined);
    state.nowMs += outcome;
    return Promise.resolve(`${name} made`);
  };
  const untilMs = 100;
  const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const timer = setImmediate(() => {
        state.nowMs += ms;
        resolve();
      });
      signal.addEventListener('abort', () => clearImmediate(timer));
    });
  const ports = { ensure, isRefusal: (error: unknown) => error === AWAY, clock: () => state.nowMs, sleep };
  return { state, run: () => applyRules(RULES, untilMs, ports) };
}

test('reports what was changed, and nothing where all is as it should be', async () => {
  expect(await setUp({}).run()).toEqual({ changes: [], left: [] });
  expect(await setUp({ a: 'a made', c: 'c made' }).run()).toEqual({ changes: ['a made', 'c made'], left: [] });
});

test('an index that can not be made is left, and the others are made', async () => {
  const { run } = setUp({ a: new Error('flights has an index that conflicts with a'), b: 'b made' });
  expect(await run()).toEqual({
    changes: ['b made'],
    left: ['flights: index a could not be made: flights has an index that conflicts with a'],
  });
});

test('an index that outlasts the time is left to the database, and what comes after it is not begun', async () => {
  const { state, run } = setUp({ a: 60, b: 60 });
  expect(await run()).toEqual({
    changes: ['a made'],
    left: [
      'flights: index b is still being built, by the database alone',
      'flights: index c was not begun: run the step again',
    ],
  });
  expect(state.begun).toEqual(['a', 'b']);
});

test('a database that can not be used ends the run with its error', async () => {
  const { state, run } = setUp({ b: AWAY });
  await expect(run()).rejects.toBe(AWAY);
  expect(state.begun).toEqual(['a', 'b']);
});
