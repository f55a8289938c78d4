import { ContractError } from '#contracts/contract-error.ts';
import type { JsonObject } from '#contracts/read.ts';
import { parseIsoDuration } from '#domain/iso-duration.ts';
import { createLocalClocks, localDateOf, type LocalClock } from '#domain/local-time.ts';
import { chooseInstants } from '#domain/schedules/choose-instants.ts';
import { LONGEST_JOURNEY_MIN, type Itinerary, type Leg, type LegEnd } from '#domain/schedules/itinerary.ts';
import { mergeCodeshares } from '#domain/schedules/merge-codeshares.ts';
import { orderNumbers } from '#domain/schedules/order-numbers.ts';
import { AIRCRAFT_CODE, PLACE_CODE } from './code-patterns.ts';
import type { Parsed, ZoneOf } from '../lufthansa-api.ts';
import { oneOrMany } from './one-or-many.ts';
import { airlineOf, flightNumbersOf, requiredFlightNumbers } from './read-carrier.ts';
import { createClockOf, requiredInstants, type ClockOf } from './read-local-time.ts';
import { objectOf, requiredObject, requiredRoot } from './read-member.ts';
import { readRecords, within } from './read-records.ts';
import { numberOf, optionalCode, requiredCode, terminalOf, textOf } from './read-scalar.ts';
import { travelModeOf } from './travel-mode.ts';

/** Lufthansa offers journeys of four. */
const MOST_LEGS = 8;
const MOST_STOPS = 20;
const MINUTE_MS = 60_000;

/** Journeys of an answer: `rows` entries were in it, which are `records`, `rejected` and `merged` into another together. */
export interface ParsedSchedules extends Parsed<Itinerary> {
  readonly rows: number;
  readonly merged: number;
}

/**
 * Parses an answer of `operations/schedules`: local times become instants by the zone of each airport, codeshares one
 * flight. A journey that can't be read as a whole, be it for one of its legs, is rejected.
 * @param body the answer as JSON, of any form
 * @throws ContractError where it isn't such an answer at all
 */
export function parseSchedules(body: unknown, zoneOf: ZoneOf): ParsedSchedules {
  const rows = oneOrMany(requiredRoot(body, 'ScheduleResource')['Schedule']);
  const clockOf = createClockOf(createLocalClocks(), zoneOf);
  const { records, rejected } = readRecords('schedules', rows, (row) => readJourney(row, clockOf));
  return { rows: rows.length, rejected, ...mergeCodeshares(records) };
}

/** `Flight` is one object for a direct flight, a list for a connection. */
function readJourney(row: JsonObject, clockOf: ClockOf): Itinerary {
  const flights = oneOrMany(row['Flight']);
  if (flights.length === 0) throw new ContractError('legs_missing', 'Flight', 'a journey needs a flight');
  if (flights.length > MOST_LEGS) throw new ContractError('legs_too_many', 'Flight', `at most ${MOST_LEGS} flights`);
  const drafts = flights.map((flight, index) => within(`Flight[${index}]`, () => readLeg(objectOf(flight), clockOf)));
  // What the airports' clocks say counts even where the stated duration differs: it only tells which of two hours is meant.
  const statedMin = parseIsoDuration(textOf(objectOf(row['TotalJourney'])['Duration']) ?? '');
  const instants = chooseInstants(
    drafts.flatMap(({ departure, arrival }) => [departure.instants, arrival.instants]),
    statedMin,
  );
  if (instants === null) throw new ContractError('time_order', 'Flight', 'each time must come after the one before');
  const itinerary = itineraryOf(
    drafts.map((draft, index) => draft.at(instants[2 * index] ?? 0, instants[2 * index + 1] ?? 0)),
  );
  if (itinerary.durationMin > LONGEST_JOURNEY_MIN) {
    throw new ContractError('duration_too_long', 'Flight', `must take at most ${LONGEST_JOURNEY_MIN} minutes`);
  }
  return itinerary;
}

function itineraryOf(legs: readonly Leg[]): Itinerary {
  const [first, last] = [legs[0], legs.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('a journey has a leg');
  return {
    origin: first.departure.airport,
    destination: last.arrival.airport,
    departureDate: localDateOf(first.departure.local),
    durationMin: (last.arrival.atMs - first.departure.atMs) / MINUTE_MS,
    legs,
  };
}

interface EndDraft {
  readonly instants: readonly number[];
  at(atMs: number): LegEnd;
}

/** A leg whose instants aren't chosen yet. */
interface LegDraft {
  readonly departure: EndDraft;
  readonly arrival: EndDraft;
  at(departureMs: number, arrivalMs: number): Leg;
}

function readLeg(flight: JsonObject, clockOf: ClockOf): LegDraft {
  const departs = requiredObject(flight, 'Departure', 'end');
  const arrives = requiredObject(flight, 'Arrival', 'end');
  const departure = within('Departure', () => readEnd(departs, clockOf));
  const arrival = within('Arrival', () => readEnd(arrives, clockOf));
  const sold = requiredFlightNumbers(flight, 'MarketingCarrier');
  // Named only where it is another carrier, and then without a number.
  const operatingAirline = airlineOf(flight['OperatingCarrier']) ?? sold[0].airline;
  const numbers = orderNumbers([...sold, ...flightNumbersOf(flight['OperatingCarrier'])], operatingAirline);
  const aircraftCode = optionalCode(objectOf(flight['Equipment'])['AircraftCode'], AIRCRAFT_CODE);
  const stops = objectOf(objectOf(flight['Details'])['Stops'])['StopQuantity'];
  return {
    departure,
    arrival,
    at: (departureMs, arrivalMs) => ({
      departure: departure.at(departureMs),
      arrival: arrival.at(arrivalMs),
      flight: numbers[0] ?? sold[0],
      numbers,
      operatingAirline,
      aircraftCode,
      mode: travelModeOf(aircraftCode),
      stops: Math.floor(numberOf(stops, 0, MOST_STOPS) ?? 0),
    }),
  };
}

function readEnd(end: JsonObject, clockOf: ClockOf): EndDraft {
  const airport = requiredCode(end, 'AirportCode', { pattern: PLACE_CODE, reason: 'airport' });
  const clock: LocalClock = clockOf(airport);
  const time = objectOf(end['ScheduledTimeLocal'])['DateTime'];
  return {
    instants: requiredInstants(time, 'ScheduledTimeLocal.DateTime', clock),
    at: (atMs) => ({
      airport,
      atMs,
      local: clock.localAt(atMs),
      timeZone: clock.timeZone,
      terminal: terminalOf(objectOf(end['Terminal'])['Name']),
    }),
  };
}
