import { describe, expect, it, test } from 'vitest';
import type { FlightStatus } from '#domain/schedules/flight-status.ts';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import { joinStatuses } from '#domain/schedules/known-flight.ts';
import {
  matchFlight,
  parseCallsign,
  type FlightCandidate,
  type SeenAircraft,
} from '#domain/schedules/match-callsign.ts';
import { aStatus, frankfurtToNewYork, instantAt } from '../../../fixtures/itineraries.ts';

const IATA = new Map([
  ['DLH', 'LH'],
  ['EZY', 'U2'],
]);

test.each([
  ['DLH102', 'LH102'],
  ['dlh0102 ', 'LH102'],
  ['LH0102', 'LH102'],
  ['LH102 ', 'LH102'],
  ['EZY12', 'U212'],
  ['U212', 'U212'],
  ['4Y9999', '4Y9999'],
])('the callsign %j spells %s', (callsign, flight) => {
  const number = parseCallsign(callsign, (icao) => IATA.get(icao));
  expect(number && formatFlightNumber(number)).toBe(flight);
});

test.each(['DLH4TR', 'DLH12A', 'DLH0', 'DLH', 'DLH12345', 'XYZ102', '12345', 'D-AIRX', 'GABCD', '', 'LH'])(
  'the callsign %j spells no flight number',
  (callsign) => {
    expect(parseCallsign(callsign, (icao) => IATA.get(icao))).toBeNull();
  },
);

const FRANKFURT = { lat: 50.03, lon: 8.57 };
const NEW_YORK = { lat: 40.64, lon: -73.78 };
const OVER_IRELAND = { lat: 53.5, lon: -8 };
const OVER_CAIRO = { lat: 30.1, lon: 31.4 };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** LH400 leaves at 09:55 UTC and arrives at 18:30. */
const DEPARTURE_MS = instantAt('2026-12-01T10:55', 'Europe/Berlin');
const ARRIVAL_MS = instantAt('2026-12-01T13:30', 'America/New_York');

function candidate(status?: Partial<FlightStatus>, day = '2026-12-01'): FlightCandidate {
  const [flight] = joinStatuses(frankfurtToNewYork(day).legs, status === undefined ? [] : [aStatus(status)]);
  return { flight: flight!, originAt: FRANKFURT, destinationAt: NEW_YORK };
}

function seen(changes: Partial<SeenAircraft> = {}): SeenAircraft {
  return { ...OVER_IRELAND, observedAtMs: DEPARTURE_MS + 2 * HOUR_MS, origin: null, destination: null, ...changes };
}

describe('matchFlight()', () => {
  it('is likely where one flight has the number, and time and place agree', () => {
    expect(matchFlight(seen(), [candidate()])).toMatchObject({
      confidence: 'likely',
      basis: ['number', 'time', 'position'],
    });
  });

  it('names the status where it says that the flight is under way', () => {
    expect(matchFlight(seen(), [candidate({ state: 'departed' })])?.basis).toEqual([
      'number',
      'time',
      'position',
      'status',
    ]);
  });

  it('is only possible where two flights can be meant, and takes the one whose time agrees', () => {
    const { departure } = aStatus();
    const later = candidate({ departure: { ...departure, scheduledMs: DEPARTURE_MS + 2 * HOUR_MS } });
    const aircraft = seen({ observedAtMs: DEPARTURE_MS - 20 * MINUTE_MS, ...FRANKFURT });
    for (const candidates of [
      [candidate(), later],
      [later, candidate()],
    ]) {
      const match = matchFlight(aircraft, candidates);
      expect(match).toMatchObject({ confidence: 'possible', basis: ['number', 'time', 'position'] });
      expect(match?.flight.departure.scheduledMs).toBe(DEPARTURE_MS);
    }
    expect(matchFlight(aircraft, [later])).toMatchObject({ confidence: 'possible', basis: ['number', 'position'] });
  });

  it.each([
    ['long before', -3 * HOUR_MS - 1, null],
    ['well before', -3 * HOUR_MS, 'possible'],
    ['just before', -30 * MINUTE_MS, 'likely'],
    ['a little too early', -30 * MINUTE_MS - 1, 'possible'],
  ])('%s the departure: %s ms is %s', (_when, offMs, confidence) => {
    const aircraft = seen({ ...FRANKFURT, observedAtMs: DEPARTURE_MS + offMs });
    expect(matchFlight(aircraft, [candidate()])?.confidence ?? null).toBe(confidence);
  });

  it.each([
    [90 * MINUTE_MS, 'likely'],
    [90 * MINUTE_MS + 1, 'possible'],
    [6 * HOUR_MS, 'possible'],
    [6 * HOUR_MS + 1, null],
  ])('%s ms after the arrival is %s', (offMs, confidence) => {
    const aircraft = seen({ ...NEW_YORK, observedAtMs: ARRIVAL_MS + offMs });
    expect(matchFlight(aircraft, [candidate()])?.confidence ?? null).toBe(confidence);
  });

  it('an aircraft far from the route is not on it', () => {
    expect(matchFlight(seen(OVER_CAIRO), [candidate()])).toBeNull();
  });

  it('an aircraft at the edge of the detour is on it, beyond it is not', () => {
    expect(matchFlight(seen({ lat: 61.5, lon: -8 }), [candidate()])?.confidence).toBe('likely');
    expect(matchFlight(seen({ lat: 70, lon: 25 }), [candidate()])).toBeNull();
  });

  it.each([
    [99, 'likely'],
    [101, null],
  ])('%d NM from the nearer end of a short flight is %s', (milesNorth, confidence) => {
    const short = { ...candidate(), destinationAt: { lat: 49.95, lon: 7.26 } };
    const aircraft = seen({ lat: 50.03 + milesNorth / 60, lon: 8.57 });
    expect(matchFlight(aircraft, [short])?.confidence ?? null).toBe(confidence);
  });

  it('is only possible where nobody knows where the airports are', () => {
    const match = matchFlight(seen(OVER_CAIRO), [{ ...candidate(), originAt: null, destinationAt: null }]);
    expect(match).toMatchObject({ confidence: 'possible', basis: ['number', 'time'] });
    const half = matchFlight(seen(OVER_CAIRO), [{ ...candidate(), originAt: null }]);
    expect(half?.basis).toEqual(['number', 'time']);
  });

  it('what the aircraft states of its route must agree', () => {
    expect(matchFlight(seen({ origin: 'FRA', destination: 'JFK' }), [candidate()])).not.toBeNull();
    expect(matchFlight(seen({ origin: 'MUC' }), [candidate()])).toBeNull();
    expect(matchFlight(seen({ destination: 'EWR' }), [candidate()])).toBeNull();
  });

  it('a cancelled flight flies nowhere, and a landed one no more after an hour', () => {
    const { arrival } = aStatus();
    const landed = candidate({ state: 'landed', arrival: { ...arrival, actualMs: ARRIVAL_MS } });
    expect(matchFlight(seen(), [candidate({ state: 'cancelled' })])).toBeNull();
    expect(matchFlight(seen({ ...NEW_YORK, observedAtMs: ARRIVAL_MS + HOUR_MS }), [landed])).not.toBeNull();
    expect(matchFlight(seen({ ...NEW_YORK, observedAtMs: ARRIVAL_MS + HOUR_MS + 1 }), [landed])).toBeNull();
  });

  it('a flight that left five hours late arrives late too', () => {
    const { departure } = aStatus();
    const late = candidate({ state: 'departed', departure: { ...departure, actualMs: DEPARTURE_MS + 5 * HOUR_MS } });
    const aircraft = seen({ ...NEW_YORK, observedAtMs: ARRIVAL_MS + 5 * HOUR_MS });
    expect(matchFlight(aircraft, [candidate()])?.confidence).toBe('possible');
    expect(matchFlight(aircraft, [late])?.confidence).toBe('likely');
  });

  it('without a candidate there is no flight', () => {
    expect(matchFlight(seen(), [])).toBeNull();
  });
});
