import { ContractError } from '#contracts/contract-error.ts';
import { DEFAULT_CALLS_PER_HOUR, DEFAULT_CALLS_PER_SECOND, ENV } from '#contracts/names.ts';
import { CALL_PURPOSES, type CallPurpose } from '../lufthansa-api.ts';

export type CallShares = Readonly<Record<CallPurpose, number>>;

/** What may be called, checked. */
export interface QuotaLimits {
  readonly callsPerHour: number;
  /** At least so long from one call to the next. */
  readonly spacingMs: number;
  /** Calls of the hour of each purpose; together the hour's limit at most. */
  readonly shares: CallShares;
}

export interface QuotaSettings {
  /** @default 5 */
  readonly callsPerSecond?: number;
  /** @default 900 */
  readonly callsPerHour?: number;
  /** @default 300, 50, 250 and the rest of 900, and in the same proportion of another limit */
  readonly shares?: CallShares;
}

/** Of {@link DEFAULT_CALLS_PER_HOUR}; references have the rest. */
const DEFAULT_SHARES = { status: 300, admin: 50, schedules: 250 } as const;
/**
 * What counts as a second: calls take a little longer or shorter on their way, and those of a second must not arrive closer
 * together than they left.
 */
const SECOND_MS = 1020;
/** Beyond these a document of slots would be too large, and no plan of Lufthansa is. */
const MOST_PER_SECOND = 100;
const MOST_PER_HOUR = 20_000;

/**
 * Checks limits and shares.
 * @throws ContractError naming the variable or the share, with the sum where the shares are more than the hour
 */
export function quotaLimits({
  callsPerSecond = DEFAULT_CALLS_PER_SECOND,
  callsPerHour = DEFAULT_CALLS_PER_HOUR,
  shares,
}: QuotaSettings = {}): QuotaLimits {
  if (!(callsPerSecond > 0 && callsPerSecond <= MOST_PER_SECOND)) {
    const name = ENV.lufthansaCallsPerSecond;
    throw new ContractError('calls_per_second', name, `${name} must be a number above 0, at most ${MOST_PER_SECOND}`);
  }
  const least = CALL_PURPOSES.length;
  if (!Number.isInteger(callsPerHour) || callsPerHour < least || callsPerHour > MOST_PER_HOUR) {
    const name = ENV.lufthansaCallsPerHour;
    const range = `a whole number from ${least} (one for each of ${CALL_PURPOSES.join(', ')}) to ${MOST_PER_HOUR}`;
    throw new ContractError('calls_per_hour', name, `${name} must be ${range}`);
  }
  return {
    callsPerHour,
    spacingMs: Math.ceil(SECOND_MS / callsPerSecond),
    shares: checkShares(shares ?? defaultShares(callsPerHour), callsPerHour),
  };
}

function defaultShares(callsPerHour: number): CallShares {
  const scaled = (share: number): number => Math.max(1, Math.floor((share * callsPerHour) / DEFAULT_CALLS_PER_HOUR));
  const [status, admin, schedules] = [
    scaled(DEFAULT_SHARES.status),
    scaled(DEFAULT_SHARES.admin),
    scaled(DEFAULT_SHARES.schedules),
  ];
  return { status, admin, schedules, references: callsPerHour - status - admin - schedules };
}

function checkShares(shares: CallShares, callsPerHour: number): CallShares {
  for (const purpose of CALL_PURPOSES) {
    if (Number.isInteger(shares[purpose]) && shares[purpose] >= 1) continue;
    throw new ContractError('share', purpose, `the share of ${purpose} must be a whole number of calls from 1`);
  }
  const terms = CALL_PURPOSES.map((purpose) => `${purpose} ${shares[purpose]}`).join(' + ');
  const sum = CALL_PURPOSES.reduce((total, purpose) => total + shares[purpose], 0);
  if (sum > callsPerHour) {
    const limit = `${ENV.lufthansaCallsPerHour} is ${callsPerHour}`;
    throw new ContractError('shares_sum', 'shares', `${terms} = ${sum} calls an hour, but ${limit}: make them fit`);
  }
  return shares;
}
