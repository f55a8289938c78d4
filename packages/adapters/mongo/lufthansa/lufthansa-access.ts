import type { Db } from 'mongodb';
import { accessKey } from '../../lufthansa/token/access-key.ts';
import type { QuotaLimits } from '../../lufthansa/quota/quota-limits.ts';
import type { QuotaStore } from '../../lufthansa/quota/quota-store.ts';
import { createTokenSeal } from '../../lufthansa/token/token-seal.ts';
import type { TokenStore } from '../../lufthansa/token/token-store.ts';
import { createLufthansaQuota } from './lufthansa-quota.ts';
import { createLufthansaTokenStore } from './lufthansa-token-store.ts';

export interface LufthansaAccessOptions {
  readonly db: Db;
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly limits: QuotaLimits;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
}

/** What all processes that use a client id share: its quota and its token. */
export interface LufthansaAccess {
  readonly quota: QuotaStore;
  readonly tokens: TokenStore;
}

export function createLufthansaAccess({
  db,
  baseUrl,
  clientId,
  clientSecret,
  limits,
  random,
}: LufthansaAccessOptions): LufthansaAccess {
  const key = accessKey({ baseUrl, clientId });
  return {
    quota: createLufthansaQuota({ db, accessKey: key, limits, random }),
    tokens: createLufthansaTokenStore({ db, accessKey: key, seal: createTokenSeal(clientSecret, key) }),
  };
}
