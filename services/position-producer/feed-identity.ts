import type { Position } from '#domain/position.ts';

/** What a feed said of an aircraft longer ago than this is not carried over to another's position. */
const BELIEVED_MS = 60_000;

type Identity = Pick<
  Position,
  'callsign' | 'registration' | 'typeCode' | 'squawk' | 'category' | 'origin' | 'destination'
>;

/**
 * A fix with what other feeds said of the aircraft lately, where its own says nothing: OpenSky knows no registration, a
 * receiver may have missed the call sign, and an aircraft mustn't lose and regain them as feeds take turns.
 */
export function withIdentityOf(fix: Position, said: Iterable<Position>): Position {
  let filled: Position = fix;
  for (const other of said) {
    if (other === fix || fix.receivedAtMs - other.receivedAtMs > BELIEVED_MS) continue;
    const missing = missingOf(filled, other);
    if (missing !== null) filled = { ...filled, ...missing };
  }
  return filled;
}

function missingOf(fix: Position, other: Position): Identity | null {
  const identity: Identity = {
    callsign: fix.callsign ?? other.callsign,
    registration: fix.registration ?? other.registration,
    typeCode: fix.typeCode ?? other.typeCode,
    squawk: fix.squawk ?? other.squawk,
    category: fix.category ?? other.category,
    origin: fix.origin ?? other.origin,
    destination: fix.destination ?? other.destination,
  };
  const hasMore =
    identity.callsign !== fix.callsign ||
    identity.registration !== fix.registration ||
    identity.typeCode !== fix.typeCode ||
    identity.squawk !== fix.squawk ||
    identity.category !== fix.category ||
    identity.origin !== fix.origin ||
    identity.destination !== fix.destination;
  return hasMore ? identity : null;
}
