import { parseCronExpression } from './cron-expression.ts';
import { createZonedTime, type ZonedTime } from '#domain/zoned-time.ts';

/** When something is due: the first time after a given one, both epoch ms; null when there is none. */
export type ScheduleTimes = (afterMs: number) => number | null;

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * EventBridge Scheduler's `rate(2 minutes)`, `cron(0 22 * * ? *)` and `at(2026-12-01T22:00:00)`.
 * @param startMs epoch ms from which a rate counts; it is due then for the first time
 * @throws RangeError for an expression or a time zone that Scheduler would refuse
 */
export function parseScheduleExpression(expression: string, timeZone: string, startMs: number): ScheduleTimes {
  const zone = createZonedTime(timeZone);
  const [, kind, inner = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  switch (kind ?? '') {
    case 'rate':
      return rateTimes(inner, startMs);
    case 'cron':
      return parseCronExpression(inner, zone);
    case 'at':
      return atTime(inner, zone);
    default:
      throw new RangeError(`schedule "${expression}" must be rate(…), cron(…) or at(…)`);
  }
}

function rateTimes(text: string, startMs: number): ScheduleTimes {
  const [, count = '', unit = ''] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(text.trim()) ?? [];
  const intervalMs = Number(count) * (UNIT_MS[unit] ?? 0);
  if (!(intervalMs > 0)) throw new RangeError(`rate(${text}) must be a whole number and minutes, hours or days`);
  return (afterMs) => {
    if (afterMs < startMs) return startMs;
    return startMs + (Math.floor((afterMs - startMs) / intervalMs) + 1) * intervalMs;
  };
}

function atTime(text: string, zone: ZonedTime): ScheduleTimes {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text.trim());
  if (match === null) throw new RangeError(`at(${text}) must be yyyy-mm-ddThh:mm:ss`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const epochMs = zone.toEpochMs({ year, month, day, hour, minute, second });
  if (epochMs === null) throw new RangeError(`at(${text}) is no time of that zone`);
  return (afterMs) => (epochMs > afterMs ? epochMs : null);
}
