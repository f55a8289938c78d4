import { isJsonObject } from '#contracts/read.ts';
import { isCalendarDate } from '#domain/calendar-date.ts';
import type { RouteDay } from '#domain/schedules/route-day.ts';

/** A day of a route that is left to fetch. */
export interface Task extends RouteDay {
  /** How often it failed. */
  readonly tries: number;
}

/** Where a run stopped: what is left of its plan. */
export interface Place {
  readonly v: 1;
  /** The day that the plan was made on, `2026-11-30`. */
  readonly day: string;
  readonly tasks: readonly Task[];
}

/** Null for what is no place, or one of another version. */
export function parsePlace(value: unknown): Place | null {
  if (!isJsonObject(value) || value['v'] !== 1) return null;
  const { day, tasks } = value;
  if (typeof day !== 'string' || !isCalendarDate(day) || !Array.isArray(tasks)) return null;
  const parsed = tasks.map(parseTask);
  return parsed.includes(null) ? null : { v: 1, day, tasks: parsed.filter((task) => task !== null) };
}

function parseTask(value: unknown): Task | null {
  if (!isJsonObject(value)) return null;
  const { origin, destination, date, tries } = value;
  if (typeof origin !== 'string' || typeof destination !== 'string' || typeof date !== 'string') return null;
  return { origin, destination, date, tries: typeof tries === 'number' ? tries : 0 };
}
