import { isSimulatedAddress } from '#domain/address.ts';
import type { LatLon } from '#domain/geo.ts';
import { seededRandom } from '#domain/seeded-random.ts';
import { createFlightCurve, type CurvePoint, type FlightCurve } from './flight-curve.ts';
import { moveCurve } from './moved-curve.ts';
import { readFlights } from './recorded-flights.ts';
import type { SampleAircraft } from './sky-sample.ts';

/** One aircraft of the fleet, from its appearance to its end. */
export interface FleetAircraft {
  readonly icao24: string;
  /** Whose text, squawk and signal it bears. */
  readonly donor: SampleAircraft;
  readonly callsign: string | null;
  /** How old its fix is whenever a feed is read, ms: less than a second. */
  readonly ageMs: number;
  readonly beginsAtMs: number;
  readonly endsAtMs: number;
  /** Where it truly is, on the fleet's clock. */
  at(ms: number): CurvePoint;
}

export interface FleetOptions {
  readonly aircraft: number;
  /** The fleet's clock at its beginning, epoch ms. */
  readonly startsAtMs: number;
  readonly donors: readonly SampleAircraft[];
  /** Where the aircraft with this number begins, and by how much its tracks are turned there; null: as recorded. */
  readonly courseOf: (
    number: number,
    random: () => number,
  ) => { readonly start: LatLon; readonly turnDeg: number } | null;
}

/** As many aircraft as asked for, at any time: where one ends, another begins. */
export interface Fleet {
  /** Those that fly at an instant; ask in the order of time. */
  at(ms: number): readonly FleetAircraft[];
}

const SHORTEST_FLIGHT_MS = 60_000;

/** A fleet that flies the Swiss tracks, each begun somewhere in the middle. */
export async function createFleet(options: FleetOptions): Promise<Fleet> {
  const curves = (await readFlights('switzerland'))
    .map(createFlightCurve)
    .filter(({ beginsAtMs, endsAtMs }) => endsAtMs - beginsAtMs >= SHORTEST_FLIGHT_MS);
  return fleetOf(curves, options);
}

export function fleetOf(
  curves: readonly FlightCurve[],
  { aircraft, startsAtMs, donors, courseOf }: FleetOptions,
): Fleet {
  const random = seededRandom(6, aircraft);
  let begun = 0;

  function begin(atMs: number, flownPart: number): FleetAircraft {
    const number = begun++;
    const curve = curves[Math.floor(random() * curves.length)];
    const donor = donors[number % donors.length];
    if (curve === undefined || donor === undefined) throw new Error('a fleet needs flights and donors');
    const lengthMs = curve.endsAtMs - curve.beginsAtMs;
    const beginsAtMs = Math.round(atMs - flownPart * lengthMs);
    const course = courseOf(number, random);
    const point = course === null ? (ms: number) => curve.at(ms) : moveCurve(curve, course);
    return {
      icao24: addressOf(donor.observation.icao24, Math.floor(number / donors.length)),
      donor,
      callsign: donor.observation.callsign,
      ageMs: Math.floor(random() * 1000),
      beginsAtMs,
      endsAtMs: beginsAtMs + lengthMs,
      at: (ms) => point(curve.beginsAtMs + ms - beginsAtMs),
    };
  }

  const flying = Array.from({ length: aircraft }, () => begin(startsAtMs, random() * 0.9));
  return {
    at(ms) {
      flying.forEach((one, slot) => {
        if (one.endsAtMs < ms) flying[slot] = begin(ms, 0);
      });
      return flying.slice();
    },
  };
}

/** Each donor's own address first, then others of its country's block. */
function addressOf(icao24: string, copy: number): string {
  if (copy === 0) return icao24;
  const address = parseInt(icao24.replace('~', ''), 16) ^ Math.imul(copy, 0x2b5);
  const text = (address & 0xffffff).toString(16).padStart(6, '0');
  return isSimulatedAddress(text) ? `0${text.slice(1)}` : icao24.startsWith('~') ? `~${text}` : text;
}
