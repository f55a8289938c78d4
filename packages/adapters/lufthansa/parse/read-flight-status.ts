import { ContractError } from '#contracts/contract-error.ts';
import type { JsonObject } from '#contracts/read.ts';
import { localDateOf, type LocalClock } from '#domain/local-time.ts';
import { chooseInstants } from '#domain/schedules/choose-instants.ts';
import type { FlightState, FlightStatus, Punctuality, StatusEnd } from '#domain/schedules/flight-status.ts';
import { numbersOfFlight } from '#domain/schedules/merge-statuses.ts';
import { punctualityAt } from '#domain/schedules/punctuality.ts';
import { AIRCRAFT_CODE, PLACE_CODE } from './code-patterns.ts';
import { flightNumbersOf, requiredFlightNumbers } from './read-carrier.ts';
import type { ClockOf } from './read-local-time.ts';
import { objectOf, requiredObject } from './read-member.ts';
import { within } from './read-records.ts';
import { optionalCode, requiredCode, terminalOf } from './read-scalar.ts';
import { travelModeOf } from './travel-mode.ts';

/** The times of one end of a flight: each the instants at which its clocks show it, none where there is no such time. */
export interface EndTimes {
  readonly scheduled: readonly number[];
  readonly estimated: readonly number[];
  readonly actual: readonly number[];
  /** Of this end: FE, OT, DL, NI, NO; in customer flight information DP and LD too. */
  readonly statusCode: string | null;
}

/** In what the two kinds of answers differ. */
export interface StatusForm {
  times(end: JsonObject, clock: LocalClock): EndTimes;
  /** Of the flight as a whole. */
  statusCode(flight: JsonObject): string | null;
  /** The carriers that sell it. */
  marketing(flight: JsonObject): unknown;
}

interface EndDraft extends EndTimes {
  readonly airport: string;
  readonly clock: LocalClock;
  readonly terminal: string | null;
  readonly gate: string | null;
}

/** What the API says of a whole flight. The others (FE, OT, DL, NI, NO, NA) say nothing of where it is. */
const STATES: ReadonlyMap<string, FlightState> = new Map([
  ['CD', 'cancelled'],
  ['DP', 'departed'],
  ['LD', 'landed'],
  ['DV', 'diverted'],
  ['RT', 'diverted'],
]);
const PUNCTUALITY: ReadonlyMap<string, Punctuality> = new Map([
  ['FE', 'early'],
  ['OT', 'on-time'],
  ['DL', 'delayed'],
]);
const STATELESS = new Set(['', 'FE', 'OT', 'DL', 'NI', 'NO', 'NA']);

/**
 * One flight of its day.
 * @throws ContractError
 */
export function readFlightStatus(flight: JsonObject, form: StatusForm, clockOf: ClockOf): FlightStatus {
  const departs = requiredObject(flight, 'Departure', 'end');
  const arrives = requiredObject(flight, 'Arrival', 'end');
  const departure = within('Departure', () => readEnd(departs, form, clockOf));
  const arrival = within('Arrival', () => readEnd(arrives, form, clockOf));
  const instants = chooseInstants([departure.scheduled, arrival.scheduled], null);
  if (instants === null) throw new ContractError('time_order', 'Arrival', 'must come after the departure');
  const [departureMs = 0, arrivalMs = 0] = instants;
  const code = form.statusCode(flight)?.toUpperCase() ?? '';
  const state = STATES.get(code) ?? (STATELESS.has(code) ? stateByTimes(departure, arrival) : 'unknown');
  const aircraftCode = optionalCode(objectOf(flight['Equipment'])['AircraftCode'], AIRCRAFT_CODE);
  return {
    ...readNumbers(flight, form),
    departure: endOf(departure, departureMs, state),
    arrival: endOf(arrival, arrivalMs, state),
    departureDate: localDateOf(departure.clock.localAt(departureMs)),
    aircraftCode,
    mode: travelModeOf(aircraftCode),
    state,
  };
}

function readNumbers(flight: JsonObject, form: StatusForm): Pick<FlightStatus, 'flight' | 'numbers'> {
  const sold = flightNumbersOf(form.marketing(flight));
  const own =
    flightNumbersOf(flight['OperatingCarrier'])[0] ?? sold[0] ?? requiredFlightNumbers(flight, 'OperatingCarrier')[0];
  return { flight: own, numbers: numbersOfFlight({ flight: own }, sold) };
}

function readEnd(end: JsonObject, form: StatusForm, clockOf: ClockOf): EndDraft {
  const airport = requiredCode(end, 'AirportCode', { pattern: PLACE_CODE, reason: 'airport' });
  const clock = clockOf(airport);
  const { Name: terminal, Gate: gate } = objectOf(end['Terminal']);
  return { airport, clock, terminal: terminalOf(terminal), gate: terminalOf(gate), ...form.times(end, clock) };
}

function stateByTimes(departure: EndDraft, arrival: EndDraft): FlightState {
  if (arrival.actual.length > 0) return 'landed';
  return departure.actual.length > 0 ? 'departed' : 'scheduled';
}

function endOf(end: EndDraft, scheduledMs: number, state: FlightState): StatusEnd {
  const actualMs = state === 'cancelled' ? null : nearest(end.actual, scheduledMs);
  const estimatedMs = nearest(end.estimated, scheduledMs);
  return {
    airport: end.airport,
    timeZone: end.clock.timeZone,
    scheduledMs,
    estimatedMs,
    actualMs,
    punctuality: state === 'cancelled' ? 'unknown' : punctualityOf(end, scheduledMs, actualMs ?? estimatedMs),
    terminal: end.terminal,
    gate: end.gate,
  };
}

/** That it departed or landed says nothing of how late: then the times do. */
function punctualityOf({ statusCode }: EndDraft, scheduledMs: number, atMs: number | null): Punctuality {
  const code = statusCode?.toUpperCase() ?? '';
  const stated = PUNCTUALITY.get(code);
  if (stated !== undefined) return stated;
  return (code === 'DP' || code === 'LD') && atMs !== null ? punctualityAt(scheduledMs, atMs) : 'unknown';
}

/** Of two instants that clocks show alike, the one that is less off schedule. */
function nearest(instants: readonly number[], scheduledMs: number): number | null {
  const off = (atMs: number): number => Math.abs(atMs - scheduledMs);
  return instants.reduce<number | null>((best, atMs) => (best === null || off(atMs) < off(best) ? atMs : best), null);
}
