import { formatFlightNumber } from './flight-number.ts';
import { flightStatusKey, type FlightStatus, type StatusEnd } from './flight-status.ts';
import type { Merged } from './merged.ts';
import { orderNumbers } from './order-numbers.ts';

/**
 * Makes one of the statuses of one flight: windows of a query overlap, and a flight moves from one to the next when it is
 * delayed. The later in the list counts, as it was read later; what it lacks and the numbers come from both.
 */
export function mergeStatuses(statuses: readonly FlightStatus[]): Merged<FlightStatus> {
  const byKey = new Map<string, FlightStatus>();
  for (const status of statuses) {
    const key = flightStatusKey(status);
    const earlier = byKey.get(key);
    byKey.set(key, earlier === undefined ? status : joinStatuses(earlier, status));
  }
  return { records: [...byKey.values()], merged: statuses.length - byKey.size };
}

function joinStatuses(earlier: FlightStatus, later: FlightStatus): FlightStatus {
  return {
    ...later,
    numbers: numbersOfFlight(later, [...later.numbers, ...earlier.numbers]),
    departure: fillEnd(later.departure, earlier.departure),
    arrival: fillEnd(later.arrival, earlier.arrival),
    aircraftCode: later.aircraftCode ?? earlier.aircraftCode,
    mode: later.aircraftCode === null ? earlier.mode : later.mode,
  };
}

/** The numbers of a flight, its own first. */
export function numbersOfFlight(
  { flight }: Pick<FlightStatus, 'flight'>,
  numbers: FlightStatus['numbers'],
): FlightStatus['numbers'] {
  const own = formatFlightNumber(flight);
  return [flight, ...orderNumbers(numbers, flight.airline).filter((number) => formatFlightNumber(number) !== own)];
}

function fillEnd(end: StatusEnd, other: StatusEnd): StatusEnd {
  return {
    ...end,
    estimatedMs: end.estimatedMs ?? other.estimatedMs,
    actualMs: end.actualMs ?? other.actualMs,
    punctuality: end.punctuality === 'unknown' ? other.punctuality : end.punctuality,
    terminal: end.terminal ?? other.terminal,
    gate: end.gate ?? other.gate,
  };
}
