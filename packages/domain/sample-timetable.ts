import { createDayClock, type DayClock } from './day-clock.ts';
import { formatFlightNumber, type FlightNumber } from './schedules/flight-number.ts';
import { sampleJourneys } from './sample-timetable/journeys.ts';
import { createSampleNetwork, type SampleNetwork } from './sample-timetable/network.ts';
import type { SampleFlight } from './sample-timetable/sample-flight.ts';
import { servicesOf, type SampleService } from './sample-timetable/services.ts';
import { sampleTerminal } from './sample-timetable/terminals.ts';

/**
 * A timetable that nobody flies, but somebody could: Lufthansa's hubs with their banks, partners at the gateways of the other
 * continents, a few trains. It holds for every day of every year and depends on nothing but the date, so that whoever asks
 * anywhere gets the same flights.
 */
export interface SampleTimetable {
  /** Non-stop flights of a local date, by time of departure. */
  flights(origin: string, destination: string, date: string): readonly SampleFlight[];
  /** Ways from one airport to another that begin on that local date: non-stop, else with up to three changes. */
  journeys(origin: string, destination: string, date: string): readonly (readonly SampleFlight[])[];
  /** Everything that leaves an airport on a local date, or is on its way to it. */
  departures(airport: string, date: string): readonly SampleFlight[];
  arrivals(airport: string, date: string): readonly SampleFlight[];
  /** Flights that are sold under that number, on a local date of departure. */
  numbered(flight: FlightNumber, date: string): readonly SampleFlight[];
  /** Non-stop destinations. */
  neighbours(airport: string): readonly string[];
  /** What runs between two airports in that direction, on whichever days. */
  services(origin: string, destination: string): readonly SampleService[];
}

/** Lines whose flights are remembered. */
const MOST_LINES = 10_000;
const MINUTE_MS = 60_000;
const A_WINTER_DAY = '2026-01-15';

/** @param zoneOf IANA zone of an airport or station of the timetable */
export function createSampleTimetable(zoneOf: (code: string) => string): SampleTimetable {
  const network = createSampleNetwork();
  const clocks = createClocks(zoneOf);
  const winterOffsetMin = (code: string): number =>
    (Date.parse(`${A_WINTER_DAY}T12:00Z`) - clocks(code).toEpochMs(A_WINTER_DAY, 720)) / MINUTE_MS;
  const services = createServices(network, winterOffsetMin);

  const onDate = (service: SampleService, date: string): SampleFlight => {
    const { origin, destination, blockMin, departureMin } = service;
    const departureMs = clocks(origin).toEpochMs(date, departureMin);
    const arrivalMs = departureMs + blockMin * MINUTE_MS;
    return {
      ...service,
      date,
      departureMs,
      arrivalMs,
      departureLocal: clocks(origin).toLocal(departureMs),
      arrivalLocal: clocks(destination).toLocal(arrivalMs),
      originTerminal: sampleTerminal(origin, service),
      destinationTerminal: sampleTerminal(destination, service),
    };
  };
  const numbers = createNumberIndex(network, services);
  const flights = (origin: string, destination: string, date: string): readonly SampleFlight[] => {
    const day = weekday(date);
    return services(origin, destination)
      .filter(({ days }) => days[day] === true)
      .map((service) => onDate(service, date))
      .sort((a, b) => a.departureMs - b.departureMs);
  };
  const neighbours = (airport: string): readonly string[] => [...network.linesAt(airport).keys()];

  return {
    flights,
    services,
    numbered: (flight, date) =>
      (numbers().get(formatFlightNumber(flight)) ?? [])
        .filter(({ days }) => days[weekday(date)] === true)
        .map((service) => onDate(service, date)),
    neighbours,
    journeys: (origin, destination, date) => sampleJourneys({ network, flights }, { origin, destination, date }),
    departures: (airport, date) => neighbours(airport).flatMap((other) => flights(airport, other, date)),
    arrivals: (airport, date) => neighbours(airport).flatMap((other) => flights(other, airport, date)),
  };
}

/** 0 is Monday. */
function weekday(date: string): number {
  return (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;
}

function createClocks(zoneOf: (code: string) => string): (code: string) => DayClock {
  const byZone = new Map<string, DayClock>();
  return (code) => {
    const zone = zoneOf(code);
    const clock = byZone.get(zone) ?? createDayClock(zone);
    byZone.set(zone, clock);
    return clock;
  };
}

function createServices(
  network: SampleNetwork,
  winterOffsetMin: (code: string) => number,
): (origin: string, destination: string) => readonly SampleService[] {
  const known = new Map<string, readonly SampleService[]>();
  return (origin, destination) => {
    const line = network.line(origin, destination);
    if (line === null) return [];
    const key = `${line.hub}-${line.spoke}`;
    const both = known.get(key) ?? servicesOf(line, winterOffsetMin);
    if (known.size >= MOST_LINES) known.clear();
    known.set(key, both);
    return both.filter((service) => service.origin === origin);
  };
}

/** Every service by each of its numbers, made when it is first asked for. */
function createNumberIndex(
  network: SampleNetwork,
  services: SampleTimetable['services'],
): () => ReadonlyMap<string, readonly SampleService[]> {
  let index: Map<string, SampleService[]> | null = null;
  return () => {
    if (index !== null) return index;
    index = new Map();
    for (const line of network.lines) {
      for (const service of [...services(line.hub, line.spoke), ...services(line.spoke, line.hub)]) {
        for (const number of [service.flight, ...service.codeshares].map(formatFlightNumber)) {
          index.set(number, [...(index.get(number) ?? []), service]);
        }
      }
    }
    return index;
  };
}
