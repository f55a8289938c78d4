import { expect, test } from 'vitest';
import type { EtlKind, EtlRun } from '#contracts/etl-run.ts';
import { catchUp, type CatchUpStep } from '../../../local/functions/catch-up.ts';
import type { InvocationOutcome } from '../../../local/invoke-function.ts';
import { createRecordingLogger } from '../../fakes/recording-logger.ts';

const NOW_MS = 1_764_000_000_000;
const HOUR_MS = 3_600_000;

const aRun = (kind: EtlKind, state: EtlRun['state'], ageMs: number): EtlRun => ({
  ...{ id: 'run', kind, source: 'sample', trigger: 'schedule', state, startedAtMs: NOW_MS - ageMs },
  ...{
    updatedAtMs: NOW_MS,
    finishedAtMs: NOW_MS,
    seconds: 1,
    done: 1,
    total: 1,
    calls: 1,
    received: 1,
    stored: 1,
    merged: 0,
  },
  ...{ changed: 0, rejected: {}, vanished: 0, remaining: [], problem: null },
});

interface Given {
  readonly runs?: readonly EtlRun[];
  /** What an invocation ends with, by kind. */
  readonly outcomes?: Partial<Record<EtlKind, InvocationOutcome[]>>;
  readonly signal?: AbortSignal;
}

async function invocations({ runs = [], outcomes = {}, signal = new AbortController().signal }: Given) {
  const invoked: [EtlKind, object][] = [];
  const logger = createRecordingLogger();
  const step = (kind: EtlKind, renewedAfterMs: number | null): CatchUpStep => ({
    kind,
    renewedAfterMs,
    invoke: (event) => {
      invoked.push([kind, event]);
      return Promise.resolve(outcomes[kind]?.shift() ?? { kind: 'answered', answer: { skipped: false } });
    },
  });
  await catchUp([step('references', 25 * HOUR_MS), step('schedules', 25 * HOUR_MS), step('status', null)], {
    newestRuns: (kind) => Promise.resolve(runs.filter((run) => run.kind === kind)),
    clock: () => NOW_MS,
    busyPauseMs: 0,
    signal,
    logger,
  });
  return { invoked, logger };
}

const START = { trigger: 'start' };
const RESUME = { trigger: 'start', resume: true };

test('where nothing is stored everything is loaded, in the order in which one needs the other', async () => {
  expect((await invocations({})).invoked).toEqual([
    ['references', START],
    ['schedules', START],
    ['status', START],
  ]);
});

test('what a run of the last night has loaded is left, what had to stop is gone on with', async () => {
  const runs = [aRun('references', 'complete', 25 * HOUR_MS - 1), aRun('schedules', 'complete', HOUR_MS)];
  expect((await invocations({ runs })).invoked).toEqual([
    ['references', RESUME],
    ['schedules', RESUME],
    ['status', START],
  ]);
});

test.each([
  ['a night was missed', aRun('references', 'complete', 25 * HOUR_MS)],
  ['the run failed', aRun('references', 'failed', HOUR_MS)],
  ['the run was ended from outside', aRun('references', 'running', HOUR_MS)],
])('references are loaded where %s', async (_, run) => {
  expect((await invocations({ runs: [run] })).invoked[0]).toEqual(['references', START]);
});

test('the lock of a run that was killed is waited for, not for ever', async () => {
  const busy: InvocationOutcome = { kind: 'answered', answer: { skipped: 'busy' } };
  const { invoked } = await invocations({ outcomes: { references: [busy, busy] } });
  expect(invoked.map(([kind]) => kind)).toEqual(['references', 'references', 'references', 'schedules', 'status']);
  const held = await invocations({ outcomes: { references: Array.from({ length: 100 }, () => busy) } });
  expect(held.invoked.filter(([kind]) => kind === 'references')).toHaveLength(12);
  expect(held.invoked.at(-1)?.[0]).toBe('status');
});

test('what fails is told, and the next kind is loaded all the same', async () => {
  const failed: InvocationOutcome = { kind: 'failed', error: new Error('refused') };
  const { invoked, logger } = await invocations({ outcomes: { references: [failed] } });
  expect(invoked.map(([kind]) => kind)).toEqual(['references', 'schedules', 'status']);
  expect(logger.lines).toMatchObject([{ level: 'warn', kind: 'references', error: { message: 'refused' } }]);
});

test('a stop ends it', async () => {
  expect((await invocations({ signal: AbortSignal.abort() })).invoked).toEqual([]);
});
