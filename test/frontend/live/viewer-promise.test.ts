import { describe, expect, it } from 'vitest';
import { destination, type BoundingBox, type LatLon } from '#domain/geo.ts';
import { BLANK_OBSERVATION, type Observation } from '#domain/observation.ts';
import { LEVELS } from '#domain/position.ts';
import { seededRandom } from '#domain/seeded-random.ts';
import { createFlightCurve } from '../../../bench/tracks/flight-curve.ts';
import { secondsOf } from '../../../bench/tracks/one-hertz.ts';
import { readFlights } from '../../../bench/tracks/recorded-flights.ts';
import { isWithinTolerance, watchAtLevels, type FeedSecond } from '../../fixtures/watched-levels.ts';
import { hasSharedData } from '../../shared-data.ts';

/** Reading 27 MB takes a second, on a machine under load many. */
const READING_MS = 60_000;
const SWITZERLAND: BoundingBox = [4.6, 44.6, 13.4, 49.4];

describe('what a viewer takes an aircraft to be doing', () => {
  it('is within its level of the newest fix that can have arrived, in turns, climbs, landings and on the ground', async () => {
    const off = await watchAtLevels(flownSeconds(), SWITZERLAND);
    for (const level of LEVELS) {
      expect(off[level], level).toSatisfy((worst: typeof off.world) => isWithinTolerance(level, worst));
    }
    expect(off.fine.compared).toBeGreaterThan(4000);
    // Silence is used: a viewer of the world isn't told what only a finer one needs.
    expect(off.world.positionM).toBeGreaterThan(250);
    expect(off.regional.positionM).toBeGreaterThan(50);
    expect(off.fine.positionM).toBeGreaterThan(10);
  });

  describe.runIf(hasSharedData)('on recorded tracks', { timeout: READING_MS }, () => {
    it('is within its level of the newest fix that can have arrived, above Switzerland', async () => {
      const off = await watchAtLevels(await busyMinutes(), SWITZERLAND);
      for (const level of LEVELS) {
        expect(off[level], level).toSatisfy((worst: typeof off.world) => isWithinTolerance(level, worst));
      }
      expect(off.fine.compared).toBeGreaterThan(8000);
    });

    it.each(['noisy_landing', 'noisy_ground', 'zurich_airport'])('is within its level in %s', async (name) => {
      const off = await watchAtLevels(await recordedSeconds(name), SWITZERLAND);
      for (const level of LEVELS) {
        expect(off[level], level).toSatisfy((worst: typeof off.world) => isWithinTolerance(level, worst));
      }
      expect(off.fine.compared).toBeGreaterThan(100);
    });
  });
});

/** The flights that begin within five minutes, as a feed that is read every second. */
async function busyMinutes(): Promise<FeedSecond[]> {
  const fromMs = Date.UTC(2018, 7, 1, 9);
  const flights = (await readFlights('switzerland')).filter(({ fixes: [first] }) => {
    const sinceMs = (first?.observedAtMs ?? 0) - fromMs;
    return sinceMs >= 0 && sinceMs < 300_000;
  });
  const seconds = secondsOf(flights.map(createFlightCurve), (curve) => curve.fixBefore(0));
  return [...seconds].map(({ atMs, samples }) => ({ atMs, fixes: samples.map(({ fix }) => fix) }));
}

/** A recording of one second as a feed that is read every second. */
async function recordedSeconds(name: string): Promise<FeedSecond[]> {
  const fixes = (await readFlights(name)).flatMap((flight) => flight.fixes);
  const seconds = Map.groupBy(fixes, ({ observedAtMs }) => Math.ceil(observedAtMs / 1000) * 1000);
  return [...seconds].toSorted(([a], [b]) => a - b).map(([atMs, heard]) => ({ atMs, fixes: heard }));
}

interface Flown extends LatLon {
  readonly trackDeg: number;
  readonly altitudeM: number;
  readonly groundSpeedMps: number;
  readonly verticalRateMps: number;
  readonly onGround: boolean;
}

/** How a flight goes on within a second: turn in degrees, change of speed in m/s, vertical rate in m/s. */
type Leg = (second: number) => { readonly turnDeg: number; readonly faster: number; readonly rate: number };

const LEGS: Readonly<Record<string, Leg>> = {
  cruise: () => ({ turnDeg: 0, faster: 0, rate: 0 }),
  holding: (s) => ({ turnDeg: s % 120 < 60 ? 3 : 0, faster: 0, rate: 0 }),
  climb: (s) => ({ turnDeg: s > 60 && s < 90 ? -1.5 : 0, faster: s < 200 ? 0.4 : 0, rate: s % 90 < 70 ? 12 : 0 }),
  approach: (s) => ({ turnDeg: s > 200 && s < 260 ? 1.5 : 0, faster: s < 500 ? -0.2 : -1.5, rate: s < 550 ? -5 : 0 }),
};

/**
 * Four flights of ten minutes with the noise and the odd fix out of place of real ones: each is heard at its own part of the
 * second, now and then not at all; the approach ends on the ground and stands there with a stale speed.
 */
function* flownSeconds(): Generator<FeedSecond> {
  const random = seededRandom(2);
  const flights = Object.values(LEGS).map((leg, number) => ({
    leg,
    icao24: `4b180${number}`,
    ageMs: 100 + number * 230,
    flown: begin(number),
  }));
  const startMs = Date.UTC(2026, 5, 1, 12);
  for (let second = 0; second < 1200; second++) {
    const atMs = startMs + second * 1000;
    const heard: Observation[] = [];
    for (const flight of flights) {
      flight.flown = fly(flight.flown, flight.leg(second));
      if (random() < 0.1 || (second > 300 && second < 340 && flight.leg === LEGS['cruise'])) continue;
      heard.push(observed(flight, atMs, random));
    }
    yield { atMs, fixes: heard };
  }
}

function begin(number: number): Flown {
  const starts: readonly (readonly [altitudeM: number, groundSpeedMps: number])[] = [
    [11_000, 235],
    [4000, 120],
    [600, 80],
    [2800, 150],
  ];
  const [altitudeM, groundSpeedMps] = starts[number] ?? [9000, 200];
  return {
    ...{ lat: 46.2 + number * 0.7, lon: 7 + number * 0.9, trackDeg: number * 77, altitudeM, groundSpeedMps },
    ...{ verticalRateMps: 0, onGround: false },
  };
}

function fly(flown: Flown, { turnDeg, faster, rate }: ReturnType<Leg>): Flown {
  const groundSpeedMps = Math.max(0, flown.groundSpeedMps + faster);
  const trackDeg = (flown.trackDeg + turnDeg + 360) % 360;
  const altitudeM = Math.max(50, flown.altitudeM + rate);
  const onGround = altitudeM <= 50 && groundSpeedMps < 70;
  return {
    ...destination(flown, trackDeg, groundSpeedMps),
    trackDeg,
    altitudeM,
    groundSpeedMps,
    verticalRateMps: rate,
    onGround,
  };
}

/** What a receiver makes of it: some metres of noise, one fix in a hundred 300 m off, one altitude in a hundred 200 m off. */
function observed(
  { icao24, ageMs, flown }: { readonly icao24: string; readonly ageMs: number; readonly flown: Flown },
  atMs: number,
  random: () => number,
): Observation {
  const backM = (flown.groundSpeedMps * ageMs) / 1000;
  const heardAt = destination(flown, flown.trackDeg + 180, backM);
  const noisy = destination(heardAt, random() * 360, random() < 0.01 ? 300 : random() * 15);
  return {
    ...BLANK_OBSERVATION,
    ...{ icao24, observedAtMs: atMs - ageMs, ...noisy, source: 'adsb', callsign: 'SWR1', category: 'A3' },
    onGround: flown.onGround,
    altitudeM: flown.onGround ? null : flown.altitudeM + (random() < 0.01 ? 200 : 0),
    groundSpeedMps: flown.onGround ? 60 : flown.groundSpeedMps,
    trackDeg: flown.trackDeg,
    verticalRateMps: flown.verticalRateMps,
  };
}
