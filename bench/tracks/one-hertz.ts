import { hashOf } from '#domain/text-hash.ts';
import type { Observation } from '#domain/observation.ts';
import { createFlightCurve, type FlightCurve } from './flight-curve.ts';
import { phaseAt, type FlightPhase } from './flight-phase.ts';
import { readFlights, type RecordedFix } from './recorded-flights.ts';
import { reportedFix } from './reported-fix.ts';
import { airborneOf, readSkySample } from './sky-sample.ts';

/** One fix as a feed would give it, and what it came from. */
export interface TrackSample {
  readonly fix: RecordedFix;
  readonly phase: FlightPhase;
  readonly curve: FlightCurve;
}

/** What a feed that is read every second says at one time. */
export interface TrackSecond {
  /** When it is read, epoch ms in the recording's time. */
  readonly atMs: number;
  readonly samples: readonly TrackSample[];
}

/**
 * The Swiss tracks of 1 August 2018 (fixes every 10 s, above FL300) as a feed of one second: 1,243 flights, 1.4 million
 * fixes. Each aircraft is heard at its own part of the second. Registration, type, squawk and category are those of
 * aircraft of the real picture.
 */
export async function swissTracksAt1Hz(): Promise<Iterable<TrackSecond>> {
  const [flights, sample] = await Promise.all([readFlights('switzerland'), readSkySample()]);
  const donors = airborneOf(sample).map(({ observation }) => observation);
  const curves = flights.map(createFlightCurve);
  return { [Symbol.iterator]: () => secondsOf(curves, (curve) => identityOf(curve, donors)) };
}

/** The same aircraft has the same registration, whatever it flies. */
function identityOf(curve: FlightCurve, donors: readonly Observation[]): Observation {
  const own = curve.fixBefore(curve.beginsAtMs);
  const donor = donors[hashOf(own.icao24) % donors.length];
  if (donor === undefined) return own;
  const { registration, typeCode, squawk, category } = donor;
  return { ...own, registration, typeCode, squawk, category };
}

/** The landing that was recorded every second, noise and all: the fixes as they are, in the order of reading. */
export async function noisyLanding(): Promise<TrackSecond[]> {
  const flights = await readFlights('noisy_landing');
  return flights.flatMap((flight) => {
    const curve = createFlightCurve(flight);
    return flight.fixes.map((fix) => ({
      atMs: Math.ceil(fix.observedAtMs / 1000) * 1000,
      samples: [{ fix, phase: phaseAt(curve, fix.observedAtMs), curve }],
    }));
  });
}

/** Plays curves second by second; seconds in which nothing flies are left out. */
export function* secondsOf(
  curves: readonly FlightCurve[],
  identityFor: (curve: FlightCurve) => Observation,
): Generator<TrackSecond, void> {
  const waiting = curves.toSorted((a, b) => b.beginsAtMs - a.beginsAtMs);
  let flying: Playing[] = [];
  let atMs = -Infinity;
  while (waiting.length > 0 || flying.length > 0) {
    const next = waiting.at(-1);
    if (flying.length === 0 && next !== undefined) atMs = Math.max(atMs, secondAfter(next.beginsAtMs));
    for (
      let begun = waiting.at(-1);
      begun !== undefined && secondAfter(begun.beginsAtMs) <= atMs;
      begun = waiting.at(-1)
    ) {
      waiting.pop();
      flying.push({ curve: begun, identity: identityFor(begun), ageMs: ageOf(begun) });
    }
    flying = flying.filter(({ curve, ageMs }) => atMs - ageMs <= curve.endsAtMs);
    const now = atMs;
    if (flying.length > 0) yield { atMs, samples: flying.map((playing) => sampleAt(playing, now)) };
    atMs += 1000;
  }
}

interface Playing {
  readonly curve: FlightCurve;
  readonly identity: Observation;
  /** How old its fix is whenever the feed is read. */
  readonly ageMs: number;
}

function sampleAt({ curve, identity, ageMs }: Playing, atMs: number): TrackSample {
  const observedAtMs = atMs - ageMs;
  const { callsign } = curve.fixBefore(observedAtMs);
  return {
    fix: reportedFix(curve, observedAtMs, { ...identity, callsign }),
    phase: phaseAt(curve, observedAtMs),
    curve,
  };
}

function ageOf({ flight }: FlightCurve): number {
  return hashOf(flight.icao24) % 1000;
}

/** The first second at which a fix of this flight, up to a second old, can be read. */
function secondAfter(ms: number): number {
  return Math.ceil(ms / 1000) * 1000 + 1000;
}
