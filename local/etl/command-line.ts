import { parseArgs } from 'node:util';
import { ContractError } from '#contracts/contract-error.ts';
import { parseScheduleEtlEvent, parseStatusEtlEvent } from '#contracts/etl-event.ts';
import type { EtlKind } from '#contracts/etl-run.ts';
import { closestName } from '../start/closest-name.ts';

export const ETL_COMMANDS = ['references', 'schedules', 'status', 'rejects'] as const;
export type EtlCommandName = (typeof ETL_COMMANDS)[number];

/** What was asked for on the command line. */
export type EtlCommand =
  | { readonly name: 'help'; readonly of: EtlCommandName | null }
  | {
      readonly name: 'run';
      readonly kind: EtlKind;
      /** Of the function that does it, but for its trigger. */
      readonly event: Readonly<Record<string, unknown>>;
      readonly fromRaw: boolean;
      readonly dataFolder: string;
    }
  | { readonly name: 'rejects'; readonly reason: string | null; readonly limit: number; readonly dataFolder: string };

/** The command was called wrongly; the message says how it is called. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;
type Values = Readonly<Record<string, string | boolean | undefined>>;

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;
const COMMON = { data: TEXT, help: { ...FLAG, short: 'h' } } as const;
const OPTIONS: Readonly<Record<EtlCommandName, NonNullable<Parameters<typeof parseArgs>[0]>['options']>> = {
  references: { ...COMMON, 'from-raw': FLAG },
  schedules: { ...COMMON, from: TEXT, to: TEXT, date: TEXT },
  status: { ...COMMON, airport: TEXT },
  rejects: { ...COMMON, reason: TEXT, limit: TEXT },
};

const DEFAULT_LIMIT = 20;
const MOST_LIMIT = 1000;

/** @throws UsageError */
export function readCommandLine(args: readonly string[], env: Environment): EtlCommand {
  const [given, ...rest] = args;
  if (given === undefined || given === '--help' || given === '-h') return { name: 'help', of: null };
  const command = ETL_COMMANDS.find((name) => name === given);
  if (command === undefined) throw unknown(given);
  const values = parse(command, rest);
  if (values['help'] === true) return { name: 'help', of: command };
  const dataFolder = text(values, 'data') ?? (env['AIRLINES_DATA'] || '.local');
  switch (command) {
    case 'references':
      return { name: 'run', kind: command, event: {}, fromRaw: values['from-raw'] === true, dataFolder };
    case 'schedules':
      return { name: 'run', kind: command, event: scheduleEvent(values), fromRaw: false, dataFolder };
    case 'status':
      return { name: 'run', kind: command, event: statusEvent(values), fromRaw: false, dataFolder };
    case 'rejects':
      return { name: 'rejects', reason: text(values, 'reason'), limit: limitOf(values), dataFolder };
  }
}

function unknown(given: string): UsageError {
  const near = closestName(given, ETL_COMMANDS);
  const hint = near === null ? ETL_COMMANDS.join(', ') : `did you mean ${near}?`;
  return new UsageError(`${JSON.stringify(given)} is no command: ${hint}`);
}

function parse(command: EtlCommandName, args: string[]): Values {
  try {
    const { values } = parseArgs({ args, options: OPTIONS[command] ?? {}, strict: true });
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? undefined : value]),
    );
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function text(values: Values, name: string): string | null {
  const value = values[name];
  if (value === '') throw new UsageError(`--${name} needs a value`);
  return typeof value === 'string' ? value : null;
}

/** All three, or none for the night's plan. */
function scheduleEvent(values: Values): Readonly<Record<string, unknown>> {
  const [from, to, date] = [text(values, 'from'), text(values, 'to'), text(values, 'date')];
  if (from === null && to === null && date === null) return {};
  if (from === null || to === null || date === null) {
    throw new UsageError('--from, --to and --date go together: --from FRA --to JFK --date 2026-12-01');
  }
  return checked(parseScheduleEtlEvent, { pairs: [{ from, to, date }] });
}

function statusEvent(values: Values): Readonly<Record<string, unknown>> {
  const airports = text(values, 'airport');
  if (airports === null) return {};
  return checked(parseStatusEtlEvent, { airports: airports.split(',').map((code) => code.trim()) });
}

function checked<T extends object>(parseEvent: (event: unknown) => unknown, event: T): T {
  try {
    parseEvent(event);
    return event;
  } catch (error) {
    if (error instanceof ContractError) throw new UsageError(error.message);
    throw error;
  }
}

function limitOf(values: Values): number {
  const given = text(values, 'limit');
  const limit = Number(given ?? DEFAULT_LIMIT);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_LIMIT) return limit;
  throw new UsageError(`--limit must be a whole number from 1 to ${MOST_LIMIT}, not ${JSON.stringify(given)}`);
}
