import { expect, test } from 'vitest';
import { observeRun } from '#adapters/etl/observe-run.ts';
import type { EtlRun } from '#contracts/etl-run.ts';
import { createRecordingLogger } from '../../../fakes/recording-logger.ts';
import { anEtlRun } from '../../../fixtures/etl-run.ts';

const RUN = anEtlRun({ kind: 'schedules', calls: 10, received: 30, stored: 25, rejected: { time_order: 5 } });

/** Observes a run, and keeps the lines and what was told. */
function setUp(quota: { used: number; limit: number } | null | Error = null) {
  const log = createRecordingLogger();
  const told: number[] = [];
  const options = {
    ...{ message: 'schedules loaded', logger: log, clock: () => 1000 },
    quota: () => (quota instanceof Error ? Promise.reject(quota) : Promise.resolve(quota)),
    onProgress: ({ stored }: EtlRun) => void told.push(stored),
  };
  return { log, told, options };
}

test('the metrics of a run that was gone on with are what this invocation added', async () => {
  const { log, told, options } = setUp({ used: 450, limit: 900 });
  const ended: EtlRun = {
    ...{ ...RUN, state: 'incomplete', calls: 13, received: 40, stored: 32, rejected: { time_order: 8 } },
    remaining: ['FRA-JFK', 'FRA-CDG'],
  };
  const outcome = { skipped: false, run: ended } as const;
  const answer = observeRun(options, (observe) => {
    observe({ ...RUN, state: 'running' });
    observe({ ...RUN, state: 'running', stored: 27 });
    return Promise.resolve(outcome);
  });
  expect(await answer).toBe(outcome);
  expect(told).toEqual([25, 27]);
  expect(log.lines).toEqual([
    expect.objectContaining({
      ...{ level: 'info', message: 'schedules loaded', run: RUN.id, etl: 'schedules', stored: 32 },
      ...{ Calls: 3, Received: 10, Stored: 7, Rejected: 3, Remaining: 2, Completed: 0, QuotaUsedPercent: 50 },
      _aws: expect.objectContaining({ Timestamp: 1000 }) as unknown,
    }),
  ]);
  expect(log.lines[0]).toMatchObject({ _aws: { CloudWatchMetrics: [{ Dimensions: [['etl']] }] } });
});

test('every line from the first progress on names the run', async () => {
  const { log, options } = setUp();
  await observeRun(options, (observe) => {
    log.info('before');
    observe(RUN);
    log.info('during');
    return Promise.resolve({ skipped: false, run: RUN } as const);
  });
  expect(log.lines.map(({ message, run }) => [message, run])).toEqual([
    ['before', undefined],
    ['during', RUN.id],
    ['schedules loaded', RUN.id],
  ]);
  expect(log.lines.at(-1)).toMatchObject({ Completed: 1 });
});

test('a run that fails is an error with what it came to, and is not complete', async () => {
  const { log, options } = setUp();
  const refused = new Error('credentials refused');
  const failing = observeRun(options, (observe) => {
    observe({ ...RUN, state: 'running' });
    observe({ ...RUN, state: 'failed', calls: 11, problem: 'credentials refused' });
    return Promise.reject(refused);
  });
  await expect(failing).rejects.toBe(refused);
  expect(log.lines).toEqual([
    expect.objectContaining({ level: 'error', message: 'schedules loaded: failed', Calls: 1, Completed: 0 }),
  ]);
});

test('where nothing was done the line says why, without metrics, and a failure before the run is the caller’s alone', async () => {
  const { log, options } = setUp();
  await observeRun(options, () => Promise.resolve({ skipped: 'busy' }));
  expect(log.lines).toEqual([expect.objectContaining({ message: 'schedules loaded', skipped: 'busy' })]);
  expect(log.lines[0]).not.toHaveProperty('_aws');
  await expect(observeRun(options, () => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
  expect(log.lines).toHaveLength(1);
});

test('a quota that can not be read leaves its metric out', async () => {
  const { log, options } = setUp(new Error('away'));
  await observeRun(options, () => Promise.resolve({ skipped: false, run: RUN }));
  expect(log.lines[0]).toMatchObject({ Completed: 1 });
  expect(log.lines[0]).not.toHaveProperty('QuotaUsedPercent');
});
