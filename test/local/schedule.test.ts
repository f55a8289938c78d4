import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLogger } from '#adapters/observability/logger.ts';
import { startSchedule, type Schedule, type ScheduleOptions } from '../../local/schedule.ts';

const schedules: Schedule[] = [];
let lines: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T10:00:00Z') });
  lines = [];
});
afterEach(async () => {
  const stopped = Promise.all(schedules.splice(0).map((schedule) => schedule.stop()));
  await vi.advanceTimersByTimeAsync(10_000);
  await stopped;
  vi.useRealTimers();
});

function start(options: Partial<ScheduleOptions> & Pick<ScheduleOptions, 'handler'>): Schedule {
  const logger = createLogger({ write: (line) => lines.push(line) });
  const schedule = startSchedule({ name: 'test', expression: 'rate(2 minutes)', logger, ...options });
  schedules.push(schedule);
  return schedule;
}

const messages = (): unknown[] => lines.map((line) => (JSON.parse(line) as { message: unknown }).message);

it('runs a rate at once and at every interval, with its input', async () => {
  const events: unknown[] = [];
  start({ input: { limit: 5 }, handler: (event) => Promise.resolve(events.push(event)) });
  await vi.advanceTimersByTimeAsync(0);
  expect(events).toEqual([{ limit: 5 }]);
  await vi.advanceTimersByTimeAsync(119_999);
  expect(events).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(events).toHaveLength(2);
});

it('runs nothing before its start, from which a rate counts', async () => {
  const runs: number[] = [];
  const startAtMs = Date.parse('2026-11-24T10:15:00Z');
  for (const expression of ['rate(15 minutes)', 'cron(10,20 10 * * ? *)']) {
    start({ expression, startAtMs, handler: () => Promise.resolve(runs.push(Date.now())) });
  }
  await vi.advanceTimersByTimeAsync(31 * 60_000);
  expect(runs.map((atMs) => new Date(atMs).toISOString().slice(11, 16))).toEqual(['10:15', '10:20', '10:30']);
});

it('runs a cron in its time zone, and says when', async () => {
  const runs: number[] = [];
  const schedule = start({
    expression: 'cron(0 22 * * ? *)',
    timeZone: 'Europe/Berlin',
    handler: () => Promise.resolve(runs.push(Date.now())),
  });
  expect(schedule.nextRunAtMs()).toBe(Date.parse('2026-11-24T21:00:00Z'));
  await vi.advanceTimersByTimeAsync(11 * 3_600_000);
  expect(runs).toEqual([Date.parse('2026-11-24T21:00:00Z')]);
});

it('runs once at a time: what comes meanwhile is skipped', async () => {
  let runs = 0;
  let finish = (): void => undefined;
  start({
    expression: 'rate(1 minute)',
    functionTimeoutMs: 600_000,
    handler: () => {
      runs += 1;
      return new Promise<void>((resolve) => (finish = resolve));
    },
  });
  await vi.advanceTimersByTimeAsync(150_000);
  expect([runs, messages()]).toEqual([1, Array(2).fill('scheduled run skipped: the one before is still running')]);
  finish();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(runs).toBe(2);
});

it('makes up for times that were slept through with one run', async () => {
  let runs = 0;
  start({ expression: 'rate(1 minute)', handler: () => Promise.resolve((runs += 1)) });
  await vi.advanceTimersByTimeAsync(0);
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(90_000);
  expect(runs).toBe(2);
});

it('retries a failed run with growing pauses, and gives it up in the end', async () => {
  const runs: number[] = [];
  start({
    expression: 'rate(1 hour)',
    maximumRetryAttempts: 2,
    handler: () => {
      runs.push(Date.now());
      return Promise.reject(new Error('away'));
    },
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(runs.map((atMs) => atMs - runs[0]!)).toEqual([0, 1000, 3000]);
  expect(messages().at(-1)).toBe('scheduled run given up');
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(runs.length).toBeGreaterThan(3);
});

it('takes a run without an answer in time as failed', async () => {
  start({ functionTimeoutMs: 500, maximumRetryAttempts: 0, handler: () => new Promise(() => undefined) });
  await vi.advanceTimersByTimeAsync(500);
  expect(lines[0]).toContain('"error":"timed-out"');
});

it('stopping waits for the run under way, and begins no other and no retry', async () => {
  let runs = 0;
  let finish = (): void => undefined;
  const schedule = start({
    handler: () => {
      runs += 1;
      return new Promise<void>((_, reject) => (finish = () => reject(new Error('late'))));
    },
  });
  let isStopped = false;
  const stopped = schedule.stop().then(() => (isStopped = true));
  await vi.advanceTimersByTimeAsync(1000);
  expect(isStopped).toBe(false);
  finish();
  await stopped;
  await vi.advanceTimersByTimeAsync(600_000);
  expect([runs, schedule.nextRunAtMs()]).toEqual([1, null]);
});

it('stopping waits no longer than its bound', async () => {
  const schedule = start({ drainMs: 100, handler: () => new Promise(() => undefined) });
  const stopped = schedule.stop();
  await vi.advanceTimersByTimeAsync(100);
  await expect(stopped).resolves.toBeUndefined();
});
