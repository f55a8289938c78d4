import { addressFromNumber, SIMULATED_FIRST } from './address.ts';
import { airportByIata, AIRPORTS, type Airport } from './airports.ts';
import { distanceM } from './geo.ts';
import type { Observation } from './observation.ts';
import { seededRandom } from './seeded-random.ts';
import { motionAtGate, motionOnLeg, planLeg, type SimulatedLeg } from './simulated-leg.ts';
import { drawSquawk, simulatedObservation, type SimulatedIdentity } from './simulated-observation.ts';
import { feetToMetres } from './units.ts';

/** The largest fleet: each aircraft has an address of the simulator's block. */
export const MAX_SIMULATED_AIRCRAFT = 50_000;

export interface SimulatedFleetOptions {
  readonly seed: number;
  readonly aircraft: number;
  /** ISO 3166-1 alpha-2; only flights that begin or end in one of them. Empty is no restriction. */
  readonly countries: readonly string[];
}

/** One simulated aircraft: it flies to and fro between two airports, for ever. */
export interface SimulatedAircraft extends SimulatedIdentity {
  readonly outbound: SimulatedLeg;
  readonly inbound: SimulatedLeg;
  /** On the ground before each of the two flights. */
  readonly turnaroundS: number;
  /** Where in its cycle it is at epoch 0. */
  readonly phaseS: number;
}

/** The flights that the first Airlines simulated. */
const NAMED_FLIGHTS = [
  { flightNumber: 'LH102', callsign: 'DLH102', airline: 'DLH', from: 'FRA', to: 'LHR', typeCode: 'A321' },
  { flightNumber: 'LH453', callsign: 'DLH453', airline: 'DLH', from: 'MUC', to: 'CDG', typeCode: 'A320' },
  { flightNumber: 'LH610', callsign: 'DLH610', airline: 'DLH', from: 'VIE', to: 'BCN', typeCode: 'A20N' },
] as const;

const TYPE_CODES = ['A319', 'A320', 'A20N', 'A321', 'B738', 'B38M', 'E190', 'BCS3'] as const;
const LONG_HAUL_TYPE_CODES = ['A333', 'A359', 'B772', 'B788', 'B789'] as const;
const LONG_HAUL_M = 4_500_000;
/** On less than this no flight reaches 8 km and still cruises. */
const SHORTEST_M = 500_000;
/** Most flights are short: the share of a distance falls by e every 1500 km. */
const TYPICAL_M = 1_500_000;
const RANK_WEIGHT = { 1: 12, 2: 5, 3: 1 } as const;
/** The map is centred on Europe, so most of the traffic is there. */
const EUROPE_WEIGHT = 3;
const EUROPE = new Set(
  (
    'AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LT LU LV MD ME MK MT NL NO PL PT ' +
    'RO RS SE SI SK TR UA XK'
  ).split(' '),
);

/**
 * Makes a fleet. Aircraft `i` depends on the seed, `i` and the countries alone: a larger fleet has the same first aircraft,
 * and a restart goes on with the same flights.
 * @throws Error where no listed airport lies in the countries
 */
export function createSimulatedFleet({ seed, aircraft, countries }: SimulatedFleetOptions): SimulatedAircraft[] {
  const wanted = new Set(countries);
  const origins = createAirportDraw(wanted.size === 0 ? AIRPORTS : AIRPORTS.filter((a) => wanted.has(a.country)));
  const destinations = createAirportDraw(AIRPORTS);
  if (origins === null || destinations === null) {
    throw new Error(`no airport with scheduled service is listed in ${countries.join(', ')}`);
  }
  return Array.from({ length: Math.min(aircraft, MAX_SIMULATED_AIRCRAFT) }, (_, index) => {
    const random = seededRandom(seed, index);
    return namedAircraft(index, wanted, random) ?? drawnAircraft(index, origins, destinations, random);
  });
}

/** What the aircraft says at an instant. A pure function: continuous in time, the same for every caller. */
export function observeSimulated(aircraft: SimulatedAircraft, atMs: number): Observation {
  const { outbound, inbound, turnaroundS } = aircraft;
  const periodS = outbound.durationS + inbound.durationS + 2 * turnaroundS;
  const cycleS = (atMs / 1000 + aircraft.phaseS) % periodS;
  const isOutbound = cycleS < turnaroundS + outbound.durationS;
  const leg = isOutbound ? outbound : inbound;
  const legS = isOutbound ? cycleS : cycleS - turnaroundS - outbound.durationS;
  const motion = legS < turnaroundS ? motionAtGate(leg) : motionOnLeg(leg, legS - turnaroundS);
  return simulatedObservation(aircraft, leg, motion, atMs);
}

type Random = () => number;

function namedAircraft(index: number, countries: ReadonlySet<string>, random: Random): SimulatedAircraft | null {
  const flight = NAMED_FLIGHTS[index];
  if (flight === undefined) return null;
  const from = airportByIata(flight.from);
  const to = airportByIata(flight.to);
  if (from === undefined || to === undefined) return null;
  if (countries.size > 0 && !countries.has(from.country) && !countries.has(to.country)) return null;
  return assemble(index, from, to, random, flight);
}

function drawnAircraft(index: number, origins: Draw, destinations: Draw, random: Random): SimulatedAircraft {
  const [from, to] = drawPair(origins, destinations, random);
  const number = String(index + 1);
  const name = { flightNumber: `SIM${number}`, callsign: `SIM${number}`, airline: 'SIM', typeCode: null };
  // Which of the two is the home base makes no difference to the flights, but half of them should begin abroad.
  return random() < 0.5 ? assemble(index, from, to, random, name) : assemble(index, to, from, random, name);
}

interface FlightName {
  readonly flightNumber: string;
  readonly callsign: string;
  readonly airline: string;
  readonly typeCode: string | null;
}

function assemble(index: number, from: Airport, to: Airport, random: Random, name: FlightName): SimulatedAircraft {
  const lengthM = distanceM(from, to);
  const types = lengthM > LONG_HAUL_M ? LONG_HAUL_TYPE_CODES : TYPE_CODES;
  const cruiseSpeedMps = (740 + 150 * random()) / 3.6;
  const outbound = planLeg(from, to, cruiseAltitudeM(lengthM, from.lon <= to.lon, random), cruiseSpeedMps);
  const inbound = planLeg(to, from, cruiseAltitudeM(lengthM, from.lon > to.lon, random), cruiseSpeedMps);
  const turnaroundS = 1500 + 1500 * random();
  return {
    icao24: addressFromNumber(SIMULATED_FIRST + index),
    flightNumber: name.flightNumber,
    callsign: name.callsign,
    airline: name.airline,
    typeCode: name.typeCode ?? types[Math.floor(random() * types.length)] ?? types[0],
    squawk: drawSquawk(random),
    outbound,
    inbound,
    turnaroundS,
    phaseS: random() * (outbound.durationS + inbound.durationS + 2 * turnaroundS),
  };
}

/** Flight levels by the semicircular rule (odd eastbound, even westbound), FL270 to FL390; short flights stay lower. */
function cruiseAltitudeM(lengthM: number, eastbound: boolean, random: Random): number {
  const steps = Math.min(6, 1 + Math.floor((lengthM - SHORTEST_M) / 150_000));
  const level = (eastbound ? 270 : 280) + 20 * Math.floor(random() * steps);
  return feetToMetres(Math.min(level, eastbound ? 390 : 380) * 100);
}

/** Draws an airport by weight. */
type Draw = (random: Random) => Airport;

function createAirportDraw(airports: readonly Airport[]): Draw | null {
  const last = airports.at(-1);
  if (last === undefined) return null;
  let total = 0;
  const limits = airports.map((a) => (total += RANK_WEIGHT[a.rank] * (EUROPE.has(a.country) ? EUROPE_WEIGHT : 1)));
  return (random) => {
    const at = random() * total;
    let low = 0;
    let high = limits.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((limits[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return airports[low] ?? last;
  };
}

/** A pair of airports with room for a cruise between them, near ones more often than far ones. */
function drawPair(origins: Draw, destinations: Draw, random: Random): readonly [Airport, Airport] {
  for (let attempt = 0; attempt < 200; attempt++) {
    const from = origins(random);
    const to = destinations(random);
    const lengthM = distanceM(from, to);
    if (lengthM >= SHORTEST_M && random() < Math.exp((SHORTEST_M - lengthM) / TYPICAL_M)) return [from, to];
  }
  const from = origins(random);
  return [from, AIRPORTS.find((to) => distanceM(from, to) >= SHORTEST_M) ?? from];
}
