import type { Confirmation } from '../live/confirmation.ts';
import type { Freshness } from './panel-model.ts';

/** How current a position is, with what the server's silence says. */
export type ShownFreshness =
  | Freshness
  | { readonly kind: 'confirmed'; readonly withinMs: number }
  | { readonly kind: 'unconfirmed'; readonly ageMs: number };

/** Nothing needs to be said of silence while a position is as new as this. */
const JUST_RECEIVED_MS = 1500;

/**
 * What to say of a position: with thinning a record is seldom, and its age alone would make a well-known aircraft look old.
 * @param confirmation null for an aircraft that the live stream doesn't tell of
 */
export function shownFreshness(freshness: Freshness, confirmation: Confirmation | null): ShownFreshness {
  if (confirmation === null || freshness.kind === 'lost' || freshness.kind === 'ended') return freshness;
  const { isConfirmed, withinMs } = confirmation;
  if (!isConfirmed) return { kind: 'unconfirmed', ageMs: freshness.ageMs };
  return freshness.ageMs < JUST_RECEIVED_MS ? freshness : { kind: 'confirmed', withinMs };
}
