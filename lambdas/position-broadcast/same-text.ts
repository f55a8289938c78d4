import type { Position } from '#domain/position.ts';

/** Whether two records say the same of their aircraft in an `identity`. */
export function hasSameText(a: Position, b: Position): boolean {
  return (
    a.callsign === b.callsign &&
    a.registration === b.registration &&
    a.typeCode === b.typeCode &&
    a.flightNumber === b.flightNumber &&
    a.origin === b.origin &&
    a.destination === b.destination &&
    a.squawk === b.squawk &&
    a.category === b.category &&
    a.feed === b.feed
  );
}
