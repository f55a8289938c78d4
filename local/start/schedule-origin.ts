import { ENV } from '#contracts/names.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import type { Environment } from './environment.ts';
import { RefusalError } from './refusal-error.ts';

/**
 * Where schedules and reference data come from: `given` credentials, the built-in `stand-in`, or `nowhere`: real data is
 * stored, which samples are never mixed with, and there are no credentials to renew it.
 */
export type ScheduleOrigin = 'given' | 'stand-in' | 'nowhere';

/** @throws RefusalError where one of the two is missing */
export function hasCredentials(env: Environment): boolean {
  const { lufthansaClientId: id, lufthansaClientSecret: secret } = ENV;
  if (Boolean(env[id]) === Boolean(env[secret])) return Boolean(env[id]);
  const [given, missing] = env[id] ? [id, secret] : [secret, id];
  throw new RefusalError(
    `${given} is set but ${missing} isn't: the Lufthansa API needs both, the stand-in for it neither`,
  );
}

/** @param stored source of the data that the database holds, null where it holds none yet */
export function chooseScheduleOrigin(env: Environment, stored: DataSource | null): ScheduleOrigin {
  if (hasCredentials(env)) return 'given';
  return stored === 'lufthansa' ? 'nowhere' : 'stand-in';
}
