import { systemClock, type Clock } from './clock.ts';
import { correlationFields } from './correlation.ts';
import { errorFields } from './error-fields.ts';
import type { LogFields } from './log-fields.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Structured logging: a constant message and its fields, one JSON line each. Fields never hold secrets or feed text as keys. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger whose lines carry these fields too. */
  child(fields: LogFields): Logger;
}

const RANK: Record<LogLevel, number> = { debug: 10, info: 20, warn: 30, error: 40 };

export interface LoggerOptions {
  /** @default 'info' */
  readonly level?: LogLevel;
  readonly fields?: LogFields;
  readonly clock?: Clock;
  /** @default standard output */
  readonly write?: (line: string) => void;
}

export function createLogger({
  level = 'info',
  fields = {},
  clock = systemClock,
  write = (line) => void process.stdout.write(line),
}: LoggerOptions = {}): Logger {
  const log = (lineLevel: LogLevel, message: string, lineFields: LogFields = {}): void => {
    if (RANK[lineLevel] < RANK[level]) return;
    const line = { time: new Date(clock()).toISOString(), level: lineLevel, message };
    write(`${JSON.stringify({ ...line, ...fields, ...correlationFields(), ...lineFields }, errorsAsObjects)}\n`);
  };
  return {
    debug: (message, lineFields) => log('debug', message, lineFields),
    info: (message, lineFields) => log('info', message, lineFields),
    warn: (message, lineFields) => log('warn', message, lineFields),
    error: (message, lineFields) => log('error', message, lineFields),
    child: (childFields) => createLogger({ level, fields: { ...fields, ...childFields }, clock, write }),
  };
}

function errorsAsObjects(_key: string, value: unknown): unknown {
  return value instanceof Error ? errorFields(value) : value;
}
