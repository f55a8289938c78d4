import { addressFromNumber, addressToNumber } from '#domain/address.ts';
import { wrapLongitude } from '#domain/geo.ts';
import type { JsonObject } from '#contracts/read.ts';
import { aircraftJson, movedRow } from '../tracks/aircraft-json.ts';
import { createFleet } from '../tracks/fleet.ts';
import { airborneOf, readSkySample, type SampleAircraft } from '../tracks/sky-sample.ts';

export interface MovingSkyOptions {
  /** Rows of a picture. */
  readonly aircraft: number;
  readonly pictures: number;
}

/** One picture of a moving sky. */
export interface SkyPicture {
  readonly atMs: number;
  /** The text of an `aircraft.json`, UTF-8. */
  readonly body: Buffer;
}

/** Copies of one aircraft begin so far apart, degrees of longitude: none shadows another. */
const COPY_DEG = 0.37;
const RARELY_HEARD_S = 60;

/**
 * The real picture moved on from second to second: those that fly do so along the Swiss tracks, each from its own place and
 * as often as it was heard; those on the ground, without a position or heard by ADS-C stay, in the numbers of the sample.
 */
export async function movingSky({ aircraft, pictures }: MovingSkyOptions): Promise<SkyPicture[]> {
  const sample = await readSkySample();
  const donors = airborneOf(sample);
  const flies = new Set(donors);
  const others = sample.aircraft.filter((each) => !flies.has(each));
  const flying = Math.round((aircraft * donors.length) / sample.aircraft.length);
  const startsAtMs = Math.round(sample.nowMs / 1000) * 1000;
  const fleet = await createFleet({
    ...{ aircraft: flying, startsAtMs, donors },
    courseOf: (number, random) => ({ start: placeOf(donors, number), turnDeg: random() * 360 }),
  });
  const standing = Array.from({ length: aircraft - flying }, (_, n) => standingRow(others, n));
  return Array.from({ length: pictures }, (_, second): SkyPicture => {
    const atMs = startsAtMs + second * 1000;
    const rows = fleet.at(atMs).map((one, slot): JsonObject => {
      const heardEveryS = heardEvery(one.donor);
      const ageMs = one.ageMs + ((second + slot) % heardEveryS) * 1000;
      const messages = second - Math.floor(ageMs / 1000);
      return movedRow({ ...one, point: one.at(atMs - ageMs), ageMs, messages });
    });
    return { atMs, body: Buffer.from(aircraftJson(atMs, [...rows, ...standing])) };
  });
}

function placeOf(donors: readonly SampleAircraft[], number: number): { lat: number; lon: number } {
  const { lat, lon } = donors[number % donors.length]?.observation ?? { lat: 0, lon: 0 };
  const copy = Math.floor(number / donors.length);
  return { lat: lat ?? 0, lon: wrapLongitude((lon ?? 0) + copy * COPY_DEG) };
}

/** Whole seconds between two fixes, from how old the captured one was. */
function heardEvery({ row }: SampleAircraft): number {
  const age = row['seen_pos'];
  return typeof age === 'number' ? Math.max(1, Math.min(RARELY_HEARD_S, Math.ceil(age))) : 1;
}

function standingRow(others: readonly SampleAircraft[], n: number): JsonObject {
  const { row, observation } = others[n % others.length] ?? { row: {}, observation: { icao24: '000000' } };
  const copy = Math.floor(n / others.length);
  const address = addressToNumber(observation.icao24) ^ (copy << 7);
  return { ...row, hex: addressFromNumber(address) };
}
