import { destination } from '#domain/geo.ts';
import type { FrameRow } from '#contracts/live-frame.ts';

/** Aircraft over the whole world, each on a great circle of its own since a moment, with the spread of a real sky. */
export interface MovingFleet {
  readonly count: number;
  /** New records of aircraft `from`, `from + step` … as the wire brings them. */
  rows(atMs: number, from: number, step: number): FrameRow[];
}

/** Where the sky is full: longitude, latitude, spread in degrees, share of the aircraft. */
const REGIONS = [
  { lon: 9, lat: 49, spreadDeg: 14, upTo: 0.3 },
  { lon: -90, lat: 38, spreadDeg: 18, upTo: 0.6 },
  { lon: 112, lat: 30, spreadDeg: 16, upTo: 0.82 },
  { lon: 0, lat: 5, spreadDeg: 70, upTo: 1 },
] as const;
const FIRST_ADDRESS = 0x100000;

interface Seed {
  readonly lat: number;
  readonly lon: number;
  readonly trackDeg: number;
  readonly speedMps: number;
  readonly altitudeM: number;
}

/** @param random uniform in 0 to 1 */
export function createMovingFleet(count: number, bornAtMs: number, random: () => number): MovingFleet {
  const seeds = Array.from({ length: count }, (): Seed => {
    const share = random();
    const region = REGIONS.find(({ upTo }) => share <= upTo) ?? REGIONS[0];
    const around = (): number => (random() + random() + random() - 1.5) * region.spreadDeg;
    return {
      lat: Math.max(-80, Math.min(80, region.lat + around())),
      lon: region.lon + 1.5 * around(),
      trackDeg: Math.floor(random() * 360),
      speedMps: 60 + 200 * random(),
      altitudeM: 500 + 12_000 * random(),
    };
  });

  function rowOf(seed: Seed, index: number, atMs: number): FrameRow {
    const { trackDeg, speedMps, altitudeM } = seed;
    const { lat, lon } = destination(seed, trackDeg, (speedMps * (atMs - bornAtMs)) / 1000);
    return {
      address: FIRST_ADDRESS + index,
      observedAtMs: atMs,
      lat: Math.round(lat * 1e4) / 1e4,
      lon: Math.round(lon * 1e4) / 1e4,
      altitudeM,
      groundSpeedMps: speedMps,
      trackDeg: (trackDeg + (index % 3)) % 360,
      verticalRateMps: 0,
      flags: 0,
    };
  }

  return {
    count,
    rows(atMs, from, step) {
      const rows: FrameRow[] = [];
      for (let index = from; index < count; index += step) {
        const seed = seeds[index];
        if (seed !== undefined) rows.push(rowOf(seed, index, atMs));
      }
      return rows;
    },
  };
}
