import { expect, test } from 'vitest';
import { observeRun } from '#adapters/etl/observe-run.ts';
import { anEtlRun } from '../../../fixtures/etl-run.ts';

test('the metrics of a run that was gone on with are what this invocation added', () => {
  const told: number[] = [];
  const observer = observeRun(({ stored }) => void told.push(stored));
  const run = anEtlRun({ kind: 'schedules', calls: 10, received: 30, stored: 25, rejected: { time_order: 5 } });
  observer.onProgress({ ...run, state: 'running' });
  observer.onProgress({ ...run, state: 'running', stored: 27 });
  const ended = {
    ...run,
    state: 'incomplete' as const,
    calls: 13,
    received: 40,
    stored: 32,
    rejected: { time_order: 8 },
  };
  expect(told).toEqual([25, 27]);
  expect(observer.fields({ skipped: false, run: ended }, 1000)).toMatchObject({
    etl: 'schedules',
    stored: 32,
    Calls: 3,
    Received: 10,
    Stored: 7,
    Rejected: 3,
    Incomplete: 1,
    _aws: { Timestamp: 1000, CloudWatchMetrics: [{ Namespace: 'Airlines', Dimensions: [['etl']] }] },
  });
});

test('where nothing was done the line says why, without metrics', () => {
  expect(observeRun().fields({ skipped: 'busy' }, 1000)).toEqual({ skipped: 'busy' });
});
