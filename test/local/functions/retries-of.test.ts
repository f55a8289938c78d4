import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EtlBusyError } from '#adapters/etl/etl-busy-error.ts';
import { createLogger } from '#adapters/observability/logger.ts';
import { ETL_SCHEDULES, ETL_TIME_ZONE } from '#contracts/names.ts';
import { retriesOf } from '../../../local/functions/retries-of.ts';
import { startSchedule } from '../../../local/schedule.ts';

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-24T20:59:00Z') }));
afterEach(() => void vi.useRealTimers());

test('a nightly run outlasts a run that was at work for all the time a function has', async () => {
  const freeAtMs = Date.parse('2026-11-24T21:15:00Z');
  const doneAtMs: number[] = [];
  const schedule = startSchedule({
    name: 'schedule-etl',
    expression: ETL_SCHEDULES.schedules,
    timeZone: ETL_TIME_ZONE,
    ...retriesOf(ETL_SCHEDULES.schedules),
    handler: async () => {
      if (Date.now() < freeAtMs) throw new EtlBusyError('schedules');
      doneAtMs.push(Date.now());
    },
    logger: createLogger({ write: () => undefined }),
  });
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(doneAtMs).toHaveLength(1);
  await schedule.stop();
});

test('what comes again in a quarter of an hour is repeated within it', () => {
  const { maximumRetryAttempts, retryPauseMs } = retriesOf(ETL_SCHEDULES.resume);
  expect(maximumRetryAttempts * retryPauseMs.most).toBeLessThan(15 * 60_000);
});
