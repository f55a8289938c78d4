import { describe, expect, it } from 'vitest';
import { parseScheduleExpression } from '../../../local/schedule/schedule-expression.ts';

const at = (text: string): number => Date.parse(text);

/** The next times of an expression, as ISO text. */
function times(expression: string, timeZone: string, after: string, count: number): string[] {
  const next = parseScheduleExpression(expression, timeZone, at(after));
  const found: string[] = [];
  for (let fromMs: number | null = at(after); found.length < count;) {
    fromMs = next(fromMs);
    if (fromMs === null) break;
    found.push(new Date(fromMs).toISOString().slice(0, 16));
  }
  return found;
}

describe('rate', () => {
  it('is due at its start and then at every interval', () => {
    const startMs = at('2026-11-24T10:00:30Z');
    const next = parseScheduleExpression('rate(2 minutes)', 'UTC', startMs);
    expect(next(startMs - 1)).toBe(startMs);
    expect(next(startMs)).toBe(startMs + 120_000);
    expect(next(startMs + 300_000)).toBe(startMs + 360_000);
  });

  it.each(['rate(1 minute)', 'rate(15 minutes)', 'rate(1 hours)', 'rate(2 days)'])('accepts %s', (expression) => {
    expect(() => parseScheduleExpression(expression, 'UTC', 0)).not.toThrow();
  });
});

describe('cron', () => {
  it.each([
    ['cron(0 22 * * ? *)', ['2026-11-24T22:00', '2026-11-25T22:00', '2026-11-26T22:00']],
    ['cron(0/20 10 ? * MON-FRI *)', ['2026-11-25T10:00', '2026-11-25T10:20', '2026-11-25T10:40', '2026-11-26T10:00']],
    ['cron(15 3,4 L * ? *)', ['2026-11-30T03:15', '2026-11-30T04:15', '2026-12-31T03:15']],
    ['cron(0 8 1W MAY,AUG ? 2027)', ['2027-05-03T08:00', '2027-08-02T08:00']],
    ['cron(0 8 31W JAN,JUL ? 2027)', ['2027-01-29T08:00', '2027-07-30T08:00']],
    ['cron(0 8 ? * 6L *)', ['2026-11-27T08:00', '2026-12-25T08:00']],
    ['cron(0 8 ? * MON#1 *)', ['2026-12-07T08:00', '2027-01-04T08:00']],
    ['cron(0 0 29 2 ? *)', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['cron(0 0 ? 1 SUN 2027)', ['2027-01-03T00:00', '2027-01-10T00:00']],
  ])('%s is due when Scheduler says so', (expression, expected) => {
    expect(times(expression, 'UTC', '2026-11-24T12:00:00Z', expected.length)).toEqual(expected);
  });

  it('follows the clocks of its time zone through the year', () => {
    expect(times('cron(0 22 1 1,7 ? *)', 'Europe/Berlin', '2026-11-24T12:00:00Z', 2)).toEqual([
      '2027-01-01T21:00',
      '2027-07-01T20:00',
    ]);
  });

  it('leaves out what the clocks jump over, and runs once where they show a time twice', () => {
    expect(times('cron(30 2 27,28,29 3 ? 2027)', 'Europe/Berlin', '2027-03-01T00:00:00Z', 9)).toEqual([
      '2027-03-27T01:30',
      '2027-03-29T00:30',
    ]);
    expect(times('cron(30 2 30,31 10 ? 2027)', 'Europe/Berlin', '2027-10-01T00:00:00Z', 9)).toEqual([
      '2027-10-30T00:30',
      '2027-10-31T00:30',
    ]);
  });

  it('is never due again after its last year', () => {
    expect(times('cron(0 0 1 1 ? 2025)', 'UTC', '2026-11-24T12:00:00Z', 1)).toEqual([]);
  });
});

it('at is due once', () => {
  expect(times('at(2026-12-01T22:00:00)', 'America/New_York', '2026-11-24T12:00:00Z', 5)).toEqual(['2026-12-02T03:00']);
});

it.each([
  'every minute',
  'rate(0 minutes)',
  'rate(1.5 hours)',
  'rate(5 seconds)',
  'cron(0 22 * * *)',
  'cron(0 22 * * * *)',
  'cron(0 22 ? * ? *)',
  'cron(60 22 * * ? *)',
  'cron(0 22 * * ? *',
  'cron(5-1 22 * * ? *)',
  'cron(0/x 22 * * ? *)',
  'cron(0 22 32 * ? *)',
  'cron(0 22 ? * FUN *)',
  'at(2026-12-01)',
])('refuses %s', (expression) => {
  expect(() => parseScheduleExpression(expression, 'UTC', 0)).toThrow(RangeError);
});

it('refuses an unknown time zone', () => {
  expect(() => parseScheduleExpression('rate(1 hour)', 'Mars/Olympus', 0)).toThrow(RangeError);
});
