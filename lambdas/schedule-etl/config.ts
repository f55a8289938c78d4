import { readLufthansaConfig, type LufthansaConfig } from '#adapters/lufthansa/lufthansa-config.ts';
import { quotaLimits } from '#adapters/lufthansa/quota/quota-limits.ts';
import { readMongoConfig, type MongoConfig } from '#adapters/mongo/mongo-config.ts';
import { ENV } from '#contracts/names.ts';
import { leastCalls, type PlanSettings, type Route } from './plan-schedules.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ScheduleEtlConfig {
  readonly mongodb: MongoConfig;
  readonly lufthansa: LufthansaConfig;
  readonly plan: PlanSettings;
}

/** The first Airlines project's. */
const DEFAULT_CITIES = 'BIO,PAR,JFK,LHR,FRA,AMS';
const DEFAULT_PAIRS = '5';
/** From the hubs of the Lufthansa group to where those who search in French go to. */
const DEFAULT_HUB_ROUTES =
  'FRA-CDG,MUC-CDG,ZRH-CDG,VIE-CDG,BRU-LYS,FRA-JFK,FRA-NCE,MUC-LYS,FRA-TLS,ZRH-JFK,VIE-FRA,BRU-FRA';
const DEFAULT_DAYS_AHEAD = '14';
/** Lufthansa knows the schedules of 360 days; flights are of use for far fewer. */
const MOST_DAYS_AHEAD = 90;
const CODE = /^[A-Z0-9]{3}$/;

/** @throws Error naming the variable that is missing, malformed, or asks for more calls than there are */
export function readConfig(env: Environment): ScheduleEtlConfig {
  const lufthansa = readLufthansaConfig(env);
  const plan: PlanSettings = {
    cities: readCities(env),
    pairs: readNumber(env, { name: ENV.schedulePairs, fallback: DEFAULT_PAIRS, min: 0, max: 50 }),
    hubRoutes: readRoutes(env),
    daysAhead: readNumber(env, {
      name: ENV.scheduleDaysAhead,
      fallback: DEFAULT_DAYS_AHEAD,
      min: 1,
      max: MOST_DAYS_AHEAD,
    }),
    callsPerRun: quotaLimits(lufthansa).shares.schedules,
  };
  checkPairs(plan);
  checkCalls(plan, lufthansa);
  return { mongodb: readMongoConfig(env), lufthansa, plan };
}

function readList(env: Environment, name: string, fallback: string): string[] {
  const texts = (env[name] || fallback).toUpperCase().split(',');
  return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
}

function readCities(env: Environment): string[] {
  const cities = readList(env, ENV.scheduleCities, DEFAULT_CITIES);
  if (cities.every((code) => CODE.test(code))) return cities;
  throw new Error(`${ENV.scheduleCities} must be IATA codes with commas between: ${DEFAULT_CITIES}`);
}

function readRoutes(env: Environment): Route[] {
  return readList(env, ENV.scheduleHubRoutes, DEFAULT_HUB_ROUTES).map((text) => {
    const [origin = '', destination = '', ...rest] = text.split('-');
    const isRoute = CODE.test(origin) && CODE.test(destination) && origin !== destination && rest.length === 0;
    if (!isRoute) throw new Error(`${ENV.scheduleHubRoutes} must be routes with commas between: FRA-CDG,FRA-JFK`);
    return { origin, destination };
  });
}

function readNumber(
  env: Environment,
  { name, fallback, min, max }: { name: string; fallback: string; min: number; max: number },
): number {
  const value = Number(env[name] || fallback);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`${name} must be a whole number from ${min} to ${max}`);
}

function checkPairs({ cities, pairs }: PlanSettings): void {
  const most = cities.length * (cities.length - 1);
  if (pairs <= most) return;
  throw new Error(`${ENV.schedulePairs} is ${pairs}, but ${cities.length} cities make ${most} pairs`);
}

function checkCalls(plan: PlanSettings, { callsPerHour }: LufthansaConfig): void {
  const least = leastCalls(plan);
  if (least <= plan.callsPerRun) return;
  const directions = least - 2 * plan.pairs;
  throw new Error(
    `${ENV.scheduleHubRoutes} and ${ENV.schedulePairs} need ${directions} + ${2 * plan.pairs} = ${least} calls a night, ` +
      `but of ${ENV.lufthansaCallsPerHour} = ${callsPerHour} the schedules’ share is ${plan.callsPerRun}: ask for fewer routes`,
  );
}
