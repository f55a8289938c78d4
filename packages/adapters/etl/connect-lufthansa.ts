import { randomInt } from 'node:crypto';
import type { Db } from 'mongodb';
import { createLufthansaApi } from '../lufthansa/create-lufthansa-api.ts';
import type { LufthansaApi } from '../lufthansa/lufthansa-api.ts';
import type { LufthansaConfig } from '../lufthansa/lufthansa-config.ts';
import { quotaLimits } from '../lufthansa/quota/quota-limits.ts';
import { createLufthansaAccess } from '../mongo/lufthansa/lufthansa-access.ts';
import { systemClock, type Clock } from '../observability/clock.ts';
import type { Logger } from '../observability/logger.ts';

export interface LufthansaConnection {
  /** Holds the quota and the token, which all who use the client id share. */
  readonly db: Db;
  readonly log: Logger;
  /** @default the machine's */
  readonly clock?: Clock;
}

/**
 * The Lufthansa API as the configuration says.
 * @throws ContractError where the limits can't be
 */
export function connectLufthansa(
  config: LufthansaConfig,
  { db, log, clock = systemClock }: LufthansaConnection,
): LufthansaApi {
  const { baseUrl, clientId, clientSecret } = config;
  const random = (): number => randomInt(2 ** 32) / 2 ** 32;
  const credentials = { baseUrl, clientId, clientSecret };
  const access = createLufthansaAccess({ db, ...credentials, limits: quotaLimits(config), random });
  return createLufthansaApi({ ...credentials, ...access, random, clock, log });
}
