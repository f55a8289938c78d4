import { describe, expect, test } from 'vitest';
import { createAirportZones } from '#adapters/time-zones/airport-zones.ts';
import { isSimulatedAddress } from '#domain/address.ts';
import { distanceM, type LatLon } from '#domain/geo.ts';
import { predict } from '#domain/motion.ts';
import type { Observation } from '#domain/observation.ts';
import { createSampleTimetable } from '#domain/sample-timetable.ts';
import type { SampleFlight } from '#domain/sample-timetable/sample-flight.ts';
import { createScheduledAircraft } from '#domain/scheduled-aircraft.ts';
import { listDailyServices, planRotations, type DailyService } from '#domain/scheduled-rotations.ts';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import { createJudgingGate } from '../../fixtures/judging-gate.ts';

const timetable = createSampleTimetable(createAirportZones());
const services = listDailyServices(timetable, new Set());
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

function serviceNumbered(flightNumber: string): DailyService {
  const service = services.find((one) => one.flightNumber === flightNumber);
  if (service === undefined) throw new Error(`no daily ${flightNumber}`);
  return service;
}

function flightOn({ from, to, flightNumber }: DailyService, date: string): SampleFlight {
  const flights = timetable.flights(from.iata, to.iata, date);
  const flight = flights.find((one) => formatFlightNumber(one.flight) === flightNumber);
  if (flight === undefined) throw new Error(`no ${flightNumber} on ${date}`);
  return flight;
}

const placeOf = ({ lat, lon }: Observation): LatLon => ({ lat: lat!, lon: lon! });
const newYork = serviceNumbered('LH400');
const backFromNewYork = serviceNumbered('LH401');
const aircraft = createScheduledAircraft([newYork, backFromNewYork], timetable, 1);

/** In winter, in summer, on the days when the clocks change in Europe and in America, and over midnight UTC. */
describe.each([
  ['LH400', '2026-12-01'],
  ['LH400', '2026-07-01'],
  ['LH400', '2026-03-29'],
  ['LH400', '2026-10-25'],
  ['LH401', '2026-12-01'],
  ['LH401', '2026-03-08'],
])('%s on %s', (flightNumber, date) => {
  const service = serviceNumbered(flightNumber);
  const { departureMs, arrivalMs } = flightOn(service, date);

  test('is at the gate of its origin when it departs, and at that of its destination when it arrives', () => {
    const [leaves, arrives] = [aircraft.observe(departureMs), aircraft.observe(arrivalMs)];
    expect([leaves.flightNumber, arrives.flightNumber]).toEqual([flightNumber, flightNumber]);
    expect([leaves.onGround, arrives.onGround]).toEqual([true, true]);
    expect(distanceM(placeOf(leaves), service.from)).toBeLessThan(1);
    expect(distanceM(placeOf(arrives), service.to)).toBeLessThan(1);
  });

  test('is in the air between them, on the great circle, with its names', () => {
    const lengthM = distanceM(service.from, service.to);
    for (let part = 0.1; part < 0.95; part += 0.1) {
      const seen = aircraft.observe(departureMs + part * (arrivalMs - departureMs));
      expect(seen).toMatchObject({
        flightNumber,
        callsign: flightNumber.replace('LH', 'DLH'),
        airline: 'DLH',
        origin: service.from.iata,
        destination: service.to.iata,
        onGround: false,
      });
      const wayM = distanceM(service.from, placeOf(seen)) + distanceM(placeOf(seen), service.to);
      expect(wayM - lengthM).toBeLessThan(5);
      const flown = distanceM(service.from, placeOf(seen)) / lengthM;
      expect(Math.abs(flown - part)).toBeLessThan(0.05);
    }
  });
});

test('between two flights it stands at the gate of the nearer one', () => {
  const arrivalMs = flightOn(newYork, '2026-12-01').arrivalMs;
  const departureMs = flightOn(backFromNewYork, '2026-12-01').departureMs;
  const middleMs = (arrivalMs + departureMs) / 2;
  expect(aircraft.observe(middleMs - 1)).toMatchObject({ flightNumber: 'LH400', onGround: true, groundSpeedMps: 0 });
  expect(aircraft.observe(middleMs)).toMatchObject({ flightNumber: 'LH401', onGround: true, groundSpeedMps: 0 });
});

test('what two aircraft of the same rotation say is the same, in whichever order they are asked', () => {
  const other = createScheduledAircraft([newYork, backFromNewYork], timetable, 1);
  const startMs = Date.parse('2026-12-01');
  const timesMs = Array.from({ length: 60 }, (_, n) => startMs + ((n * 7) % 60) * 67 * MINUTE_MS);
  for (const atMs of timesMs) other.observe(atMs);
  for (const atMs of timesMs.toSorted((a, b) => a - b)) expect(aircraft.observe(atMs)).toEqual(other.observe(atMs));
});

test('a rotation that the timetable doesn’t have is an error', () => {
  const none = { ...timetable, flights: () => [] };
  expect(() => createScheduledAircraft([newYork], none, 1).observe(0)).toThrow(/no flight of the rotation/);
});

describe('over a day of many rotations', () => {
  const many = planRotations(services, 40, 1).map((rotation) => createScheduledAircraft(rotation, timetable, 1));
  const START_MS = Date.parse('2026-12-01T06:00Z');

  test('every aircraft has an address of the simulator, and each service its own', () => {
    const flightOf = new Map<string, string>();
    for (let atMs = START_MS; atMs < START_MS + DAY_MS; atMs += 20 * MINUTE_MS) {
      for (const { icao24, flightNumber } of many.map((one) => one.observe(atMs))) {
        expect(isSimulatedAddress(icao24)).toBe(true);
        expect(flightOf.get(icao24) ?? flightNumber).toBe(flightNumber);
        flightOf.set(icao24, flightNumber!);
      }
    }
    expect(new Set(flightOf.values()).size).toBe(flightOf.size);
    expect(flightOf.size).toBeGreaterThan(150);
  });

  test('the quality gate lets every position pass', () => {
    const gate = createJudgingGate({ kind: 'simulated' });
    for (let atMs = START_MS; atMs < START_MS + DAY_MS / 2; atMs += 30_000) {
      for (const one of many.slice(0, 8)) {
        const { accepted, rejected } = gate.judge(one.observe(atMs), atMs);
        if (accepted.length !== 1)
          expect(`${rejected[0] ?? 'held'} at ${new Date(atMs).toISOString()}`).toBe('accepted');
      }
    }
  });

  test('dead reckoning from one position leads to the next one, five seconds later', () => {
    for (let atMs = START_MS; atMs < START_MS + DAY_MS; atMs += 7 * MINUTE_MS) {
      for (const one of many) {
        const [now, soon] = [one.observe(atMs), one.observe(atMs + 5000)];
        if (now.onGround || soon.onGround || now.icao24 !== soon.icao24) continue;
        const fix = { ...now, ...placeOf(now), observedAtMs: atMs, state: 'seen' as const };
        const offM = distanceM(predict(fix, atMs + 5000), placeOf(soon));
        if (offM > 10) expect({ offM, ...now }).toBeNull();
      }
    }
  });
});
