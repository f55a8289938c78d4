import { isIcao24, isSimulatedAddress } from '../address.ts';
import type { Observation } from '../observation.ts';
import { ADSC_LIFETIME_MS, type PositionKind } from '../position.ts';
import type { RejectReason } from '../reject-reason.ts';

/** How old a position may be when it is read. */
export const MAX_AGE_MS = 60_000;
/** How far ahead of the producer's clock a position may be, once the feed's clock offset is taken out. */
export const MAX_AHEAD_MS = 5000;

export interface RowRules {
  readonly kind: PositionKind;
  /** Drop aircraft that ask for privacy. */
  readonly privacyFilter: boolean;
  /** Whether an aircraft was erased and stays out. */
  readonly isErased: (icao24: string) => boolean;
}

/** Why a row can't be a position now, whatever is known of its aircraft; null where it may be one. */
export function rowRefusal(row: Observation, readAtMs: number, rules: RowRules): RejectReason | null {
  const { icao24, lat, lon } = row;
  if (!isIcao24(icao24)) return 'address_invalid';
  if (rules.isErased(icao24)) return 'erased';
  if (isSimulatedAddress(icao24) !== (rules.kind === 'simulated')) return 'simulated_block';
  if (rules.privacyFilter && row.wantsPrivacy) return 'privacy';
  if (lat === null || lon === null) return 'no_position';
  if (!(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180)) return 'position_range';
  if (lat === 0 && lon === 0) return 'position_zero';
  return timeRefusal(row, readAtMs);
}

function timeRefusal({ observedAtMs, source }: Observation, readAtMs: number): RejectReason | null {
  if (observedAtMs === null || !Number.isFinite(observedAtMs)) return 'no_time';
  if (readAtMs - observedAtMs > (source === 'adsc' ? ADSC_LIFETIME_MS : MAX_AGE_MS)) return 'too_old';
  return observedAtMs - readAtMs > MAX_AHEAD_MS ? 'future' : null;
}
