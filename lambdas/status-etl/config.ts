import { readLufthansaConfig, type LufthansaConfig } from '#adapters/lufthansa/lufthansa-config.ts';
import { quotaLimits } from '#adapters/lufthansa/quota/quota-limits.ts';
import { readMongoConfig, type MongoConfig } from '#adapters/mongo/mongo-config.ts';
import { ENV } from '#contracts/names.ts';
import { DIRECTIONS } from './plan-windows.ts';

export interface StatusEtlConfig {
  readonly mongodb: MongoConfig;
  readonly lufthansa: LufthansaConfig;
  /** Airports whose departures and arrivals are followed. */
  readonly airports: readonly string[];
}

const DEFAULT_AIRPORTS = 'FRA,MUC';
const CODE = /^[A-Z0-9]{3}$/;
/** The busiest four hours of an airport had 188 flights, of which an answer has 50. */
const CALLS_PER_WINDOW = 4;
/** By the timer: see ETL_SCHEDULES. */
const RUNS_PER_HOUR = 4;

/** @throws Error naming the variable that is missing, malformed, or asks for more calls than there are */
export function readConfig(env: Readonly<Record<string, string | undefined>>): StatusEtlConfig {
  const lufthansa = readLufthansaConfig(env);
  const airports = readAirports(env[ENV.statusAirports] || DEFAULT_AIRPORTS);
  checkCalls(airports.length, lufthansa);
  return { mongodb: readMongoConfig(env), lufthansa, airports };
}

function readAirports(text: string): string[] {
  const codes = text.toUpperCase().split(',');
  const airports = [...new Set(codes.map((code) => code.trim()).filter((code) => code !== ''))];
  if (airports.length > 0 && airports.every((code) => CODE.test(code))) return airports;
  throw new Error(`${ENV.statusAirports} must be IATA codes with commas between: ${DEFAULT_AIRPORTS}`);
}

function checkCalls(airports: number, lufthansa: LufthansaConfig): void {
  const needed = airports * DIRECTIONS.length * CALLS_PER_WINDOW * RUNS_PER_HOUR;
  const share = quotaLimits(lufthansa).shares.status;
  if (needed <= share) return;
  throw new Error(
    `${ENV.statusAirports}: ${airports} airports x ${DIRECTIONS.length} directions x ${CALLS_PER_WINDOW} calls x ` +
      `${RUNS_PER_HOUR} runs = ${needed} calls an hour, but of ${ENV.lufthansaCallsPerHour} = ${lufthansa.callsPerHour} ` +
      `the status’ share is ${share}: name fewer airports`,
  );
}
