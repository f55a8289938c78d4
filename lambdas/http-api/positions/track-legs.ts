import type { TrackLeg, TrackPoint } from '#contracts/http-track.ts';
import { ADSC_LIFETIME_MS, type Position } from '#domain/position.ts';
import { correctedPoint, LINE_GAP_MS } from '#domain/track-line.ts';
import { roundedMotion } from './rounding.ts';

/**
 * Cuts a track, ascending in time, into legs: where the aircraft wasn't heard for over a minute (ADS-C, which reports
 * every 14 to 30 minutes: 33 minutes) or changed its callsign. A callsign that isn't known yet or for a moment is none.
 * Within a leg the points are those of a line: see {@link correctedPoint}.
 * @param before the last record of the page before, which the first leg may go on from
 */
export function toLegs(points: readonly Position[], before: Position | null): TrackLeg[] {
  const legs: TrackLeg[] = [];
  let leg = before === null ? undefined : legOf(before);
  let previous = before ?? undefined;
  for (const point of points) {
    if (leg === undefined || previous === undefined || isGap(previous, point) || isOtherFlight(leg, point)) {
      leg = legOf(point);
    } else {
      leg.points.push(...corrected(previous, point));
    }
    if (legs.at(-1) !== leg) legs.push(leg);
    leg.callsign ??= point.callsign;
    leg.flightNumber ??= point.flightNumber;
    leg.origin ??= point.origin;
    leg.destination ??= point.destination;
    leg.points.push(toTrackPoint(point));
    previous = point;
  }
  return legs;
}

/** A leg that a record belongs to, without points yet. */
function legOf({ callsign, flightNumber, origin, destination }: Position): TrackLeg {
  return { callsign, flightNumber, origin, destination, points: [] };
}

function corrected(previous: Position, point: Position): TrackPoint[] {
  const computed = correctedPoint(previous, point);
  return computed === null ? [] : [{ ...toTrackPoint({ ...previous, ...computed }), predicted: true }];
}

function isGap(previous: Position, point: Position): boolean {
  const longLived = previous.source === 'adsc' || point.source === 'adsc';
  return point.observedAtMs - previous.observedAtMs > (longLived ? ADSC_LIFETIME_MS : LINE_GAP_MS);
}

function isOtherFlight(leg: TrackLeg, point: Position): boolean {
  return leg.callsign !== null && point.callsign !== null && leg.callsign !== point.callsign;
}

function toTrackPoint(position: Position): TrackPoint {
  return { observedAtMs: position.observedAtMs, onGround: position.onGround, ...roundedMotion(position) };
}
