import { describe, expect, test } from 'vitest';
import { isSimulatedAddress } from '#domain/address.ts';
import { airportByIata, AIRPORTS } from '#domain/airports.ts';
import { distanceM } from '#domain/geo.ts';
import { createSimulatedFleet, observeSimulated, type SimulatedAircraft } from '#domain/simulated-fleet.ts';
import { createJudgingGate } from '../../fixtures/judging-gate.ts';

const NOW = 1_795_500_000_000;
const fleet = createSimulatedFleet({ seed: 1, aircraft: 400, countries: [] });
const HOUR_MS = 3_600_000;

/** A whole cycle of an aircraft, to and fro with both turnarounds. */
function cycleMs({ outbound, inbound, turnaroundS }: SimulatedAircraft): number {
  return (outbound.durationS + inbound.durationS + 2 * turnaroundS) * 1000;
}

test('a fleet depends on its seed alone, and a larger one begins with the same aircraft', () => {
  expect(createSimulatedFleet({ seed: 1, aircraft: 400, countries: [] })).toEqual(fleet);
  expect(createSimulatedFleet({ seed: 1, aircraft: 20, countries: [] })).toEqual(fleet.slice(0, 20));
  expect(createSimulatedFleet({ seed: 2, aircraft: 400, countries: [] })).not.toEqual(fleet);
});

test('an observation depends on aircraft and time alone', () => {
  const again = createSimulatedFleet({ seed: 1, aircraft: 400, countries: [] });
  for (const [index, aircraft] of fleet.entries()) {
    expect(observeSimulated(again[index]!, NOW + index)).toEqual(observeSimulated(aircraft, NOW + index));
  }
});

test('the three flights of the first Airlines are there', () => {
  expect(fleet.slice(0, 3).map((a) => [a.flightNumber, a.outbound.origin.iata, a.outbound.destination.iata])).toEqual([
    ['LH102', 'FRA', 'LHR'],
    ['LH453', 'MUC', 'CDG'],
    ['LH610', 'VIE', 'BCN'],
  ]);
});

test('every aircraft has an address of its own in the block of the simulator, and a squawk that means nothing', () => {
  const large = createSimulatedFleet({ seed: 3, aircraft: 50_000, countries: [] });
  expect(new Set(large.map((a) => a.icao24)).size).toBe(50_000);
  for (const { icao24, squawk } of large) {
    if (!isSimulatedAddress(icao24) || !/^[0-6][0-7]{3}$/.test(squawk)) expect({ icao24, squawk }).toBeNull();
  }
});

describe('over a whole cycle, seconds apart', () => {
  const STEP_MS = 19_000;

  test.each(fleet.slice(0, 6).map((aircraft) => [aircraft.flightNumber, aircraft] as const))(
    '%s moves without a jump, at its speed, between its two airports',
    (_name, aircraft) => {
      const seen = new Set<string>();
      let before = observeSimulated(aircraft, NOW);
      for (let atMs = NOW + STEP_MS; atMs < NOW + cycleMs(aircraft); atMs += STEP_MS) {
        const now = observeSimulated(aircraft, atMs);
        const flownM = distanceM({ lat: before.lat!, lon: before.lon! }, { lat: now.lat!, lon: now.lon! });
        const fastest = Math.max(now.groundSpeedMps!, before.groundSpeedMps!, 77);
        expect(flownM).toBeLessThanOrEqual((fastest * STEP_MS) / 1000 + 1);
        if (now.altitudeM !== null && before.altitudeM !== null) {
          expect(Math.abs(now.altitudeM - before.altitudeM)).toBeLessThan((STEP_MS / 1000) * 10);
        }
        if (now.onGround) {
          seen.add('ground');
          expect([now.groundSpeedMps, now.verticalRateMps, now.altitudeM]).toEqual([0, 0, null]);
          expect(distanceM({ lat: now.lat!, lon: now.lon! }, airportByIata(now.origin!)!)).toBeLessThan(1);
        } else seen.add(now.verticalRateMps === 0 ? 'cruise' : now.verticalRateMps! > 0 ? 'climb' : 'descent');
        before = now;
      }
      expect([...seen].sort()).toEqual(['climb', 'cruise', 'descent', 'ground']);
    },
  );

  test('a cruise is flown at 400 to 900 km/h between 8 and 12 km', () => {
    let cruising = 0;
    for (const aircraft of fleet) {
      for (let atMs = NOW; atMs < NOW + 4 * HOUR_MS; atMs += HOUR_MS) {
        const { groundSpeedMps, altitudeM, verticalRateMps, onGround } = observeSimulated(aircraft, atMs);
        if (onGround || verticalRateMps !== 0) continue;
        cruising += 1;
        expect(groundSpeedMps! * 3.6).toBeGreaterThanOrEqual(400);
        expect(groundSpeedMps! * 3.6).toBeLessThanOrEqual(900);
        expect(altitudeM!).toBeGreaterThanOrEqual(8000);
        expect(altitudeM!).toBeLessThanOrEqual(12_000);
      }
    }
    expect(cruising).toBeGreaterThan(200);
  });

  test('the reported track and speed lead to the next position', () => {
    for (const aircraft of fleet.slice(0, 50)) {
      const now = observeSimulated(aircraft, NOW);
      const soon = observeSimulated(aircraft, NOW + 1000);
      if (now.onGround || soon.onGround) continue;
      const northM = ((soon.lat! - now.lat!) * Math.PI * 6_371_008.8) / 180;
      const expected = Math.cos((now.trackDeg! * Math.PI) / 180) * now.groundSpeedMps!;
      expect(Math.abs(northM - expected)).toBeLessThan(1.5);
    }
  });
});

test('the quality gate lets every position of a simulated hour pass', () => {
  const gate = createJudgingGate({ kind: 'simulated' });
  for (let atMs = NOW; atMs < NOW + HOUR_MS; atMs += 30_000) {
    for (const aircraft of fleet.slice(0, 100)) {
      expect(gate.judge(observeSimulated(aircraft, atMs), atMs).accepted).toHaveLength(1);
    }
  }
});

test('with countries, every flight begins or ends in one of them, and none is lost', () => {
  const countries = ['FR', 'DE', 'ES'];
  const filtered = createSimulatedFleet({ seed: 1, aircraft: 300, countries });
  expect(filtered).toHaveLength(300);
  for (const { outbound } of filtered) {
    expect([outbound.origin.country, outbound.destination.country].some((c) => countries.includes(c))).toBe(true);
  }
  expect(filtered.slice(0, 3).map((a) => a.flightNumber)).toEqual(['LH102', 'LH453', 'LH610']);
  const named = createSimulatedFleet({ seed: 1, aircraft: 10, countries: ['IT'] });
  expect(named.map((a) => a.flightNumber)).not.toContain('LH102');
});

test('a country without a listed airport is an error that names it', () => {
  expect(() => createSimulatedFleet({ seed: 1, aircraft: 1, countries: ['VA'] })).toThrow(/VA/);
});

test('flights between any two airports drawn have room for climb, cruise and descent', () => {
  const countries = [...new Set(AIRPORTS.map((a) => a.country))];
  for (const country of countries) {
    for (const { outbound, inbound } of createSimulatedFleet({ seed: 5, aircraft: 5, countries: [country] })) {
      expect(outbound.cruiseS).toBeGreaterThan(0);
      expect(inbound.cruiseS).toBeGreaterThan(0);
    }
  }
});
