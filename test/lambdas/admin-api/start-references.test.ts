import { expect, test } from 'vitest';
import { createReferenceStarter, REFERENCES_LOCK } from '../../../lambdas/admin-api/start-references.ts';

/** A lock with the rules of the database's, and what was done with it. */
function aStarter({ heldBy = null as string | null, stopped = null as string | null } = {}) {
  const state = { holder: heldBy, started: [] as unknown[], startError: null as Error | null };
  let runs = 0;
  const start = createReferenceStarter({
    leases: {
      acquire: (name, holder) => {
        expect(name).toBe(REFERENCES_LOCK);
        state.holder ??= holder;
        return Promise.resolve(state.holder === holder);
      },
      release: (_, holder) => {
        if (state.holder === holder) state.holder = null;
        return Promise.resolve();
      },
    },
    stoppedRunId: () => Promise.resolve(stopped),
    start: (event) => {
      state.started.push(event);
      return state.startError === null ? Promise.resolve() : Promise.reject(state.startError);
    },
    newRunId: () => `run-${(runs += 1)}`,
    source: 'sample',
  });
  return { state, start };
}

test('the lock is taken under the name that the run has, and left to it', async () => {
  const { state, start } = aStarter();
  expect(await start()).toBe('run-1');
  expect(state).toMatchObject({ holder: 'sample/run-1', started: [{ trigger: 'admin', runId: 'run-1' }] });
});

test('of two who ask at the same time one is told that another runs', async () => {
  const { state, start } = aStarter();
  expect(await Promise.all([start(), start()])).toEqual(['run-1', null]);
  expect(state.started).toHaveLength(1);
});

test('a run of the timer is no less a run', async () => {
  const { state, start } = aStarter({ heldBy: 'sample/nightly' });
  expect([await start(), state.started]).toEqual([null, []]);
});

test('where a run stopped before, it is the one that goes on', async () => {
  const { state, start } = aStarter({ stopped: 'run-of-yesterday' });
  expect(await start()).toBe('run-of-yesterday');
  expect(state.holder).toBe('sample/run-1');
});

test('where the function does not take the event, the next one may ask again', async () => {
  const { state, start } = aStarter();
  state.startError = new Error('throttled');
  await expect(start()).rejects.toThrow('throttled');
  state.startError = null;
  expect(await start()).toBe('run-2');
});
