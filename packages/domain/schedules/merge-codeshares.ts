import { formatFlightNumber } from './flight-number.ts';
import type { Itinerary, Leg, LegEnd } from './itinerary.ts';
import type { Merged } from './merged.ts';
import { orderNumbers } from './order-numbers.ts';

/**
 * Makes one flight of those that are sold under several numbers, and one itinerary of those with the same legs. A source
 * lists a journey once for each number: NRT to ORD as AA8405 operated by JL, and as JL10. Legs with the same airports,
 * times and operating carrier are one, everywhere: a leg has all its numbers also in the connection that was listed under
 * one of them only. Merging what is merged already changes nothing, so pages may be merged one by one and then together.
 */
export function mergeCodeshares(itineraries: readonly Itinerary[]): Merged<Itinerary> {
  const keyOf = legKeys(itineraries.flatMap(({ legs }) => legs));
  const twins = new Map<string, Leg[]>();
  for (const leg of itineraries.flatMap(({ legs }) => legs))
    twins.set(keyOf(leg), [...(twins.get(keyOf(leg)) ?? []), leg]);
  const legs = new Map([...twins].map(([key, group]) => [key, mergeLegs(group)]));

  const records = new Map<string, Itinerary>();
  for (const itinerary of itineraries) {
    const keys = itinerary.legs.map(keyOf);
    const key = keys.join('+');
    if (!records.has(key)) records.set(key, { ...itinerary, legs: keys.flatMap((legKey) => legs.get(legKey) ?? []) });
  }
  return { records: [...records.values()], merged: itineraries.length - records.size };
}

/**
 * What makes two legs one. Where a carrier flies a route twice at the same minute under numbers of its own, these are two
 * flights, and a codeshare of nobody knows which of them stays by itself.
 */
function legKeys(legs: readonly Leg[]): (leg: Leg) => string {
  const own = new Map<string, Set<string>>();
  for (const leg of legs) {
    const key = coarseKey(leg);
    const numbers = own.get(key) ?? new Set();
    own.set(key, isOwn(leg) ? numbers.add(formatFlightNumber(leg.flight)) : numbers);
  }
  return (leg) => {
    const key = coarseKey(leg);
    return (own.get(key)?.size ?? 0) > 1 && isOwn(leg) ? `${key}/${formatFlightNumber(leg.flight)}` : key;
  };
}

function coarseKey({ departure, arrival, operatingAirline }: Leg): string {
  return `${departure.airport}@${departure.atMs}-${arrival.airport}@${arrival.atMs}/${operatingAirline}`;
}

function isOwn({ flight, operatingAirline }: Leg): boolean {
  return flight.airline === operatingAirline;
}

/** The operating carrier's own entry counts; what it lacks comes from the others, whatever their order. */
function mergeLegs(twins: readonly Leg[]): Leg {
  const rank = (leg: Leg): string => `${isOwn(leg) ? 0 : 1}${formatFlightNumber(leg.flight)}`;
  const [first, ...others] = [...twins].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  if (first === undefined) throw new RangeError('a leg is merged of at least one');
  const numbers = orderNumbers(
    twins.flatMap((leg) => leg.numbers),
    first.operatingAirline,
  );
  return others.reduce(fillLeg, { ...first, flight: numbers[0] ?? first.flight, numbers });
}

function fillLeg(leg: Leg, other: Leg): Leg {
  return {
    ...leg,
    departure: fillEnd(leg.departure, other.departure),
    arrival: fillEnd(leg.arrival, other.arrival),
    aircraftCode: leg.aircraftCode ?? other.aircraftCode,
    mode: leg.aircraftCode === null ? other.mode : leg.mode,
  };
}

function fillEnd(end: LegEnd, other: LegEnd): LegEnd {
  return { ...end, terminal: end.terminal ?? other.terminal };
}
