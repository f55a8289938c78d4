import { POSITION_KINDS, type Position, type PositionKind } from '#domain/position.ts';

export interface LatestSource {
  latest(icao24: string, kinds?: readonly PositionKind[]): Promise<Position | null>;
}

/** The newest stored record of an aircraft: the real one where there is one, else replayed, else simulated. */
export async function findAircraft(source: LatestSource, icao24: string): Promise<Position | null> {
  for (const kind of POSITION_KINDS) {
    const position = await source.latest(icao24, [kind]);
    if (position !== null) return position;
  }
  return null;
}
