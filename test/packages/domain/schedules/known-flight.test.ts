import { describe, expect, it } from 'vitest';
import type { Itinerary } from '#domain/schedules/itinerary.ts';
import { joinStatuses } from '#domain/schedules/known-flight.ts';
import {
  aLeg,
  aStatus,
  flightNumber,
  frankfurtToNewYork,
  instantAt,
  legEnd,
  niceToNewYork,
} from '../../../fixtures/itineraries.ts';

const legsOf = (...itineraries: readonly Pick<Itinerary, 'legs'>[]) => itineraries.flatMap(({ legs }) => legs);
const LATE_MS = instantAt('2026-12-01T11:40', 'Europe/Berlin');

describe('joinStatuses()', () => {
  it('makes one flight of a leg that occurs in several connections', () => {
    const flights = joinStatuses(legsOf(frankfurtToNewYork(), niceToNewYork(), frankfurtToNewYork()), []);
    expect(flights.map(({ flight }) => flight.number)).toEqual([400, 1059]);
    expect(flights.map(({ hasStatus, state }) => [hasStatus, state])).toEqual([
      [false, 'scheduled'],
      [false, 'scheduled'],
    ]);
  });

  it('keeps the same number of two days apart', () => {
    const flights = joinStatuses(legsOf(frankfurtToNewYork('2026-12-01'), frankfurtToNewYork('2026-12-02')), []);
    expect(flights.map(({ departureDate }) => departureDate)).toEqual(['2026-12-01', '2026-12-02']);
  });

  it('lets the status tell times, gate and state, and the schedule what the status leaves out', () => {
    const { departure, ...rest } = aStatus({ state: 'departed', aircraftCode: null });
    const status = { ...rest, departure: { ...departure, actualMs: LATE_MS, terminal: null, gate: 'Z58' } };
    const [flight, ...others] = joinStatuses(legsOf(frankfurtToNewYork()), [status]);
    expect(others).toEqual([]);
    expect(flight).toMatchObject({
      state: 'departed',
      hasStatus: true,
      aircraftCode: '748',
      departure: { actualMs: LATE_MS, gate: 'Z58', terminal: '1' },
    });
    expect(flight?.numbers.map(({ airline }) => airline)).toEqual(['LH', 'UA']);
  });

  it('knows a flight that schedules list under a codeshare only by the number of its carrier', () => {
    const from = legEnd('FRA', '2026-12-01T10:55', 'Europe/Berlin');
    const to = legEnd('JFK', '2026-12-01T13:30', 'America/New_York');
    const codeshare = aLeg({ from, to, flight: 'UA8840', operatingAirline: 'LH' });
    const status = aStatus({ numbers: [flightNumber('LH400'), flightNumber('UA8840')] });
    const flights = joinStatuses([codeshare], [status]);
    expect(flights).toHaveLength(1);
    expect(flights[0]).toMatchObject({
      flight: { airline: 'LH', number: 400 },
      operatingAirline: 'LH',
      hasStatus: true,
    });
  });

  it('shows a status without a schedule', () => {
    expect(joinStatuses([], [aStatus({ state: 'cancelled' })])).toMatchObject([
      { state: 'cancelled', hasStatus: true },
    ]);
  });

  it('tells the flights of one number to two places apart, unless one is diverted', () => {
    const { arrival } = aStatus();
    const elsewhere = { ...arrival, airport: 'BOS' };
    const legs = legsOf(frankfurtToNewYork());
    expect(joinStatuses(legs, [aStatus({ arrival: elsewhere })])).toHaveLength(2);
    expect(joinStatuses(legs, [aStatus({ arrival: elsewhere, state: 'diverted' })])).toMatchObject([
      { arrival: { airport: 'BOS' }, state: 'diverted' },
    ]);
  });
});
