import type { TrackLeg, TrackPoint } from '#contracts/http-track.ts';
import { ADSC_LIFETIME_MS, type Position } from '#domain/position.ts';
import { roundedMotion } from './rounding.ts';

/** Silence that ends a leg. */
const GAP_MS = 60_000;

/**
 * Cuts a track, ascending in time, into legs: where the aircraft wasn't heard for over a minute (ADS-C, which reports
 * every 14 to 30 minutes: 33 minutes) or changed its callsign. A callsign that isn't known yet or for a moment is none.
 */
export function toLegs(points: readonly Position[]): TrackLeg[] {
  const legs: TrackLeg[] = [];
  let leg: TrackLeg | undefined;
  let previous: Position | undefined;
  for (const point of points) {
    if (leg === undefined || previous === undefined || isGap(previous, point) || isOtherFlight(leg, point)) {
      leg = { callsign: null, flightNumber: null, origin: null, destination: null, points: [] };
      legs.push(leg);
    }
    leg.callsign ??= point.callsign;
    leg.flightNumber ??= point.flightNumber;
    leg.origin ??= point.origin;
    leg.destination ??= point.destination;
    leg.points.push(toTrackPoint(point));
    previous = point;
  }
  return legs;
}

function isGap(previous: Position, point: Position): boolean {
  const longLived = previous.source === 'adsc' || point.source === 'adsc';
  return point.observedAtMs - previous.observedAtMs > (longLived ? ADSC_LIFETIME_MS : GAP_MS);
}

function isOtherFlight(leg: TrackLeg, point: Position): boolean {
  return leg.callsign !== null && point.callsign !== null && leg.callsign !== point.callsign;
}

function toTrackPoint(position: Position): TrackPoint {
  return { observedAtMs: position.observedAtMs, onGround: position.onGround, ...roundedMotion(position) };
}
