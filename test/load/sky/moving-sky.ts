import { destination } from '#domain/geo.ts';
import type { JsonObject } from '#contracts/read.ts';
import { seededRandom } from '#domain/seeded-random.ts';
import { feetPerMinuteToMps, knotsToMps, metresToFeet } from '#domain/units.ts';

/** A picture of the sky, as a receiver writes it, that goes on flying. */
export interface MovingSky {
  readonly addresses: readonly string[];
  /** The receiver's `aircraft.json` at an instant, epoch ms; instants must ascend. */
  pictureAt(atMs: number): string;
}

interface Flight {
  readonly row: JsonObject;
  lat: number;
  lon: number;
  trackDeg: number;
  altitudeFt: number;
  climbFpm: number;
  turnDegPerS: number;
  changesAtMs: number;
}

/** A standard-rate turn is 3 degrees a second; airliners turn at half of it. */
const TURN_DEG_PER_S = 1.5;
const CRUISE_FT: readonly [number, number] = [3000, 41_000];

/**
 * Rows of a captured picture, each repeated with other addresses and some way off until there are so many aircraft. They
 * fly straight for minutes, turn, climb and descend now and then; the same seed gives the same sky.
 * @param rows of a receiver's `aircraft.json`; those without a position or a speed are left out
 */
export function createMovingSky(rows: readonly JsonObject[], aircraft: number, seed = 1): MovingSky {
  const random = seededRandom(seed);
  const usable = rows.filter((row) => numbersOf(row, ['lat', 'lon', 'gs', 'track']) && isPlain(row));
  if (usable.length === 0) throw new Error('the picture holds no aircraft with a position and a speed');
  const flights = Array.from({ length: aircraft }, (_, index) => flightOf(usable, index, random));
  let lastMs: number | null = null;
  return {
    addresses: flights.map(({ row }) => String(row['hex'])),
    pictureAt(atMs) {
      const seconds = lastMs === null ? 0 : (atMs - lastMs) / 1000;
      lastMs = atMs;
      for (const flight of flights) advance(flight, seconds, atMs, random);
      return JSON.stringify({ now: atMs / 1000, messages: 0, aircraft: flights.map(rowOf) });
    },
  };
}

function numbersOf(row: JsonObject, fields: readonly string[]): boolean {
  return fields.every((field) => typeof row[field] === 'number');
}

/** Aircraft with addresses that are allotted, heard directly, that ask for no privacy. */
function isPlain(row: JsonObject): boolean {
  return row['type'] === 'adsb_icao' && typeof row['alt_baro'] === 'number' && !Number(row['dbFlags'] ?? 0);
}

function flightOf(usable: readonly JsonObject[], index: number, random: () => number): Flight {
  const row = usable[index % usable.length] ?? {};
  const copy = Math.floor(index / usable.length);
  // Copies take addresses upwards from 0xa00000 and fly some way off, so that they don't lie on each other.
  const own = copy === 0 ? row : { ...row, hex: (0xa00000 + index).toString(16), flight: `SKY${index}` };
  const off = destination(
    { lat: Number(row['lat']), lon: Number(row['lon']) },
    360 * random(),
    copy * 40_000 * (0.5 + random()),
  );
  return {
    row: own,
    ...off,
    trackDeg: Number(row['track']),
    altitudeFt: Number(row['alt_baro']),
    climbFpm: 0,
    turnDegPerS: 0,
    changesAtMs: 0,
  };
}

function advance(flight: Flight, seconds: number, atMs: number, random: () => number): void {
  if (atMs >= flight.changesAtMs) change(flight, atMs, random);
  flight.trackDeg = (flight.trackDeg + flight.turnDegPerS * seconds + 360) % 360;
  const metres = knotsToMps(Number(flight.row['gs'])) * seconds;
  Object.assign(flight, destination(flight, flight.trackDeg, metres));
  const climbedFt = metresToFeet(feetPerMinuteToMps(flight.climbFpm) * seconds);
  flight.altitudeFt = Math.max(CRUISE_FT[0], Math.min(CRUISE_FT[1], flight.altitudeFt + climbedFt));
}

/** Straight and level for one to six minutes, in between half a minute of turning or climbing. */
function change(flight: Flight, atMs: number, random: () => number): void {
  const wasSteady = flight.turnDegPerS === 0 && flight.climbFpm === 0;
  const isFirst = flight.changesAtMs === 0;
  const manoeuvres = wasSteady && !isFirst;
  flight.turnDegPerS = manoeuvres && random() < 0.5 ? TURN_DEG_PER_S * Math.sign(random() - 0.5) : 0;
  flight.climbFpm = manoeuvres && flight.turnDegPerS === 0 ? 1800 * Math.sign(random() - 0.5) : 0;
  const lastsS = manoeuvres ? 30 : 60 + 300 * random();
  flight.changesAtMs = atMs + (isFirst ? lastsS * random() : lastsS) * 1000;
}

function rowOf({ row, lat, lon, trackDeg, altitudeFt, climbFpm }: Flight): JsonObject {
  return {
    ...row,
    lat: Number(lat.toFixed(6)),
    lon: Number(lon.toFixed(6)),
    track: Number(trackDeg.toFixed(2)),
    alt_baro: Math.round(altitudeFt / 25) * 25,
    baro_rate: climbFpm,
    seen: 0.1,
    seen_pos: 0.1,
  };
}
