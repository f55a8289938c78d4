import type { JsonObject } from '#contracts/read.ts';
import { addDays } from '#domain/calendar-date.ts';
import { formatIsoDuration } from '#domain/iso-duration.ts';
import type { SampleFlight } from '#domain/sample-timetable/sample-flight.ts';
import { oneOrMany } from './reply.ts';
import { numberLike, numberText } from './write-scalar.ts';

const MINUTE_MS = 60_000;
/** Wide-body types, of which the API tells what is on board. */
const WIDE_BODIES = new Set(['333', '343', '359', '748', '74H', '763', '772', '77W', '789']);

type Journey = readonly SampleFlight[];

/** Each journey, and each again for every airline that sells it under its own numbers. */
export function writeJourneys(journeys: readonly Journey[]): readonly JsonObject[] {
  return journeys.flatMap((journey) => [
    writeJourney(journey, null),
    ...sellersOf(journey).map((one) => writeJourney(journey, one)),
  ]);
}

/** A connection is sold by the first of them only, so that the list stays within reason. */
function sellersOf(journey: Journey): readonly string[] {
  const sellers = [...new Set(journey.flatMap(({ codeshares }) => codeshares.map(({ airline }) => airline)))];
  return journey.length === 1 ? sellers : sellers.slice(0, 1);
}

/** @param seller the airline whose numbers are given where a flight has one; null gives the carriers' own */
function writeJourney(journey: Journey, seller: string | null): JsonObject {
  const minutes = ((journey.at(-1)?.arrivalMs ?? 0) - (journey[0]?.departureMs ?? 0)) / MINUTE_MS;
  const days = commonDays(journey);
  return {
    TotalJourney: { Duration: formatIsoDuration(minutes) },
    Flight: oneOrMany(journey.map((flight) => writeFlight(flight, seller, days))),
  };
}

function writeFlight(flight: SampleFlight, seller: string | null, days: string): JsonObject {
  const sold = flight.codeshares.find(({ airline }) => airline === seller) ?? flight.flight;
  const { effective, expiration } = seasonOf(flight.date);
  return {
    Departure: writeEnd(flight.origin, flight.departureLocal, flight.originTerminal),
    Arrival: writeEnd(flight.destination, flight.arrivalLocal, flight.destinationTerminal),
    MarketingCarrier: { AirlineID: sold.airline, FlightNumber: numberLike(numberText(sold)) },
    ...(sold.airline !== flight.operatingAirline && { OperatingCarrier: { AirlineID: flight.operatingAirline } }),
    Equipment: { AircraftCode: numberLike(flight.aircraftCode), ...onBoard(flight.aircraftCode) },
    Details: {
      Stops: { StopQuantity: 0 },
      DaysOfOperation: numberLike(days),
      DatePeriod: { Effective: effective, Expiration: expiration },
    },
  };
}

function writeEnd(airport: string, local: string, terminal: string | null): JsonObject {
  return {
    AirportCode: airport,
    ScheduledTimeLocal: { DateTime: local },
    ...(terminal !== null && { Terminal: { Name: numberLike(terminal) } }),
  };
}

function onBoard(aircraftCode: string): JsonObject {
  if (!WIDE_BODIES.has(aircraftCode)) return {};
  const cabin = (code: string, name: string): JsonObject => ({
    ClassCode: code,
    ClassDesc: name,
    FlyNet: true,
    SeatPower: true,
    Usb: true,
    LiveTv: false,
  });
  const cabins = [cabin('C', 'Business Class'), cabin('E', 'Premium Economy Class'), cabin('M', 'Economy Class')];
  return { OnBoardEquipment: { InflightEntertainment: true, Compartment: cabins } };
}

/** The weekdays of all legs together, of which the day asked for is one: the same on each leg. */
function commonDays(journey: Journey): string {
  const asked = weekday(journey[0]?.date ?? '');
  const days = [0, 1, 2, 3, 4, 5, 6].filter((day) =>
    journey.every((leg) => leg.days[(day + weekday(leg.date) - asked + 7) % 7] === true),
  );
  return days.map((day) => String(day + 1)).join('');
}

/** 0 is Monday. */
const weekday = (date: string): number => (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;

/** IATA's seasons begin on the last Sundays of March and October. */
function seasonOf(date: string): { readonly effective: string; readonly expiration: string } {
  const year = Number(date.slice(0, 4));
  const starts = [lastSunday(year - 1, 10), lastSunday(year, 3), lastSunday(year, 10), lastSunday(year + 1, 3)];
  const next = starts.findIndex((start) => start > date);
  return { effective: starts[next - 1] ?? date, expiration: addDays(starts[next] ?? date, -1) };
}

/** @param month 1 to 12, one that has 31 days */
function lastSunday(year: number, month: number): string {
  const last = `${year}-${String(month).padStart(2, '0')}-31`;
  return addDays(last, -((weekday(last) + 1) % 7));
}
