import { airportByIata, AIRPORTS, type Airport } from '../airports.ts';
import { distanceM } from '../geo.ts';
import { sampleRailStation, SAMPLE_RAIL_STATIONS } from '../sample-rail-stations.ts';
import type { TravelMode } from '../schedules/itinerary.ts';
import { hashOf } from '../text-hash.ts';
import { CODESHARE_PARTNERS, LEISURE_AIRPORTS, SAMPLE_HUBS, UNSERVED_COUNTRIES, type SampleHub } from './hubs.ts';

/** What flies between a hub and another airport, to and fro. */
export interface SampleLine {
  readonly hub: string;
  readonly spoke: string;
  readonly airline: string;
  readonly mode: TravelMode;
  readonly lengthKm: number;
  readonly isLongHaul: boolean;
  /** Of the spoke: 1 is a large airport. */
  readonly rank: number;
  /** Flights a day in each direction, at most. */
  readonly frequency: number;
  /** Numbers: even ones from the hub, odd ones to it, each two above the one before. */
  readonly firstNumber: number;
  /** Other airlines that sell it, with the first of their numbers, which go up likewise. */
  readonly codeshares: readonly { readonly airline: string; readonly firstNumber: number }[];
}

/** Who is connected with whom. */
export interface SampleNetwork {
  readonly lines: readonly SampleLine[];
  /** Null where nothing flies non-stop. The same line both ways. */
  line(from: string, to: string): SampleLine | null;
  /** Everything that is reached non-stop from there, and back. */
  linesAt(airport: string): ReadonlyMap<string, SampleLine>;
}

type LineDraft = Omit<SampleLine, 'firstNumber' | 'codeshares'>;

const LONG_HAUL_KM = 4500;
/** Two gateways further apart are connected over a third one. */
const LONGEST_KM = 13_500;
const SHORTEST_KM = 150;
const RAIL_FREQUENCY = 16;
const RAIL_FIRST_NUMBER = 3600;
/** Flights a day on short and on longer routes, by the rank of the other airport. */
type Frequencies = readonly [near: readonly number[], far: readonly number[]];
const GROUP_FREQUENCIES: Frequencies = [
  [7, 4, 2],
  [4, 2, 1],
];
const PARTNER_FREQUENCIES: Frequencies = [
  [4, 2, 2],
  [2, 1, 1],
];
const NEAR_KM = 1500;
const EUROPEAN_PARTNERS = new Set(['TP', 'LO', 'SK', 'A3']);
/** Numbers are given in the order of the lines, from here on. */
const FIRST_NUMBERS = { domestic: 2, longHaul: 400, other: 800, codeshare: 5000 } as const;
/** Share of the short lines of the large hubs that partners across the Atlantic sell, and of the others' that Lufthansa does. */
const SHORT_CODESHARE = 0.35;
const LUFTHANSA_CODESHARE = 0.5;

/** Depends on nothing but the table of airports and the facts beside it. Takes some 30 ms. */
export function createSampleNetwork(): SampleNetwork {
  const drafts = new Map<string, LineDraft>();
  const add = (draft: LineDraft | null): void => {
    if (draft !== null && !drafts.has(pairKey(draft.hub, draft.spoke)))
      drafts.set(pairKey(draft.hub, draft.spoke), draft);
  };
  for (const hub of SAMPLE_HUBS) for (const spoke of spokesOf(hub)) add(draftLine(hub, spoke));
  for (const airport of AIRPORTS) add(lineToNearestHub(airport));
  for (const { iata, fromFrankfurtMin } of SAMPLE_RAIL_STATIONS) add(railLine(iata, fromFrankfurtMin));

  const byAirport = new Map<string, Map<string, SampleLine>>();
  const link = (from: string, to: string, line: SampleLine): void => {
    const lines = byAirport.get(from) ?? new Map<string, SampleLine>();
    byAirport.set(from, lines.set(to, line));
  };
  const number = createNumbering();
  const lines = [...drafts.values()].map(number);
  for (const line of lines) {
    link(line.hub, line.spoke, line);
    link(line.spoke, line.hub, line);
  }
  const none: ReadonlyMap<string, SampleLine> = new Map();
  return {
    lines,
    line: (from, to) => byAirport.get(from)?.get(to) ?? null,
    linesAt: (airport) => byAirport.get(airport) ?? none,
  };
}

const pairKey = (a: string, b: string): string => (a < b ? `${a}-${b}` : `${b}-${a}`);
const share = (text: string): number => hashOf(text) / 2 ** 32;

/** The hub's long routes in the order of their list, then whatever is near enough. */
function spokesOf(hub: SampleHub): Airport[] {
  const own = airportByIata(hub.iata);
  if (own === undefined) return [];
  const long = hub.longHaul.flatMap((iata) => airportByIata(iata) ?? []);
  const near = AIRPORTS.filter((airport) => {
    const km = distanceM(own, airport) / 1000;
    if (airport.iata === hub.iata || km < SHORTEST_KM) return false;
    if (hub.kind === 'partner' && isPartner(airport.iata) && km <= LONGEST_KM) return true;
    if (isShut(hub, airport)) return false;
    return km <= hub.reachKm && share(`${hub.iata} serves ${airport.iata}`) < (hub.shares[airport.rank - 1] ?? 0);
  });
  return [...long, ...near];
}

const hubs = new Map(SAMPLE_HUBS.map((hub) => [hub.iata, hub]));
const isPartner = (iata: string): boolean => hubs.get(iata)?.kind === 'partner';

/** European airlines don't fly to some countries; those of other continents do. */
function isShut({ kind, airline }: SampleHub, { country }: Airport): boolean {
  return (kind !== 'partner' || EUROPEAN_PARTNERS.has(airline)) && UNSERVED_COUNTRIES.has(country);
}

function draftLine(hub: SampleHub, spoke: Airport): LineDraft | null {
  const own = airportByIata(hub.iata);
  if (own === undefined) return null;
  const lengthKm = distanceM(own, spoke) / 1000;
  const isLongHaul = lengthKm > LONG_HAUL_KM;
  const isLeisure = hub.airline === 'LH' && LEISURE_AIRPORTS.has(spoke.iata);
  return {
    hub: hub.iata,
    spoke: spoke.iata,
    airline: isLeisure ? '4Y' : hub.airline,
    mode: 'air',
    lengthKm,
    isLongHaul,
    rank: spoke.rank,
    frequency: frequencyOf(hub, spoke, lengthKm),
  };
}

function frequencyOf(hub: SampleHub, spoke: Airport, lengthKm: number): number {
  const isMain = hub.iata === 'FRA' || hub.iata === 'MUC';
  if (lengthKm > LONG_HAUL_KM) return isMain && hub.longHaul.indexOf(spoke.iata) < 4 ? 2 : 1;
  if (hub.kind === 'base') return spoke.rank === 1 ? 2 : 1;
  const [near, far] = hub.kind === 'partner' ? PARTNER_FREQUENCIES : GROUP_FREQUENCIES;
  const frequency = (lengthKm < NEAR_KM ? near : far)[spoke.rank - 1] ?? 1;
  return isMain || hub.kind === 'partner' ? frequency : Math.max(1, frequency - 2);
}

/** Whoever is served by nobody else is served by the hub that is nearest. */
function lineToNearestHub(airport: Airport): LineDraft | null {
  let nearest: { readonly hub: SampleHub; readonly km: number } | null = null;
  for (const hub of SAMPLE_HUBS) {
    const own = airportByIata(hub.iata);
    if (own === undefined || hub.kind === 'base' || isShut(hub, airport) || hub.iata === airport.iata) continue;
    const km = distanceM(own, airport) / 1000;
    if (km >= SHORTEST_KM && (nearest === null || km < nearest.km)) nearest = { hub, km };
  }
  return nearest === null ? null : draftLine(nearest.hub, airport);
}

function railLine(iata: string, minutes: number): LineDraft {
  return {
    hub: 'FRA',
    spoke: iata,
    airline: 'LH',
    mode: 'rail',
    lengthKm: minutes * 3,
    isLongHaul: false,
    rank: 2,
    frequency: RAIL_FREQUENCY,
  };
}

/** Gives each line numbers that no other line of the airline has. */
function createNumbering(): (draft: LineDraft) => SampleLine {
  const next = new Map<string, number>();
  const take = (airline: string, range: keyof typeof FIRST_NUMBERS, count: number): number => {
    const key = `${airline} ${range}`;
    const first = next.get(key) ?? FIRST_NUMBERS[range];
    next.set(key, first + count);
    return first;
  };
  let rail = RAIL_FIRST_NUMBER;
  return (draft) => {
    const count = 2 * draft.frequency;
    if (draft.mode === 'rail') {
      rail += count;
      return { ...draft, firstNumber: rail - count, codeshares: [] };
    }
    const codeshares = codesharesOf(draft).map((airline) => ({
      airline,
      firstNumber: take(airline, 'codeshare', count),
    }));
    return { ...draft, firstNumber: take(draft.airline, rangeOf(draft), count), codeshares };
  };
}

function rangeOf({ airline, hub, spoke, isLongHaul }: LineDraft): 'domestic' | 'longHaul' | 'other' {
  if (airline !== 'LH') return 'other';
  if (isLongHaul) return 'longHaul';
  return airportByIata(hub)?.country === airportByIata(spoke)?.country ? 'domestic' : 'other';
}

function codesharesOf({ hub, spoke, airline, isLongHaul }: LineDraft): readonly string[] {
  if (hubs.get(hub)?.kind !== 'group') return [];
  const country = airportByIata(spoke)?.country ?? '';
  const partners = [...(CODESHARE_PARTNERS[country] ?? [])];
  const name = `${hub}-${spoke}`;
  if (!isLongHaul && airline === 'LH' && share(`${name} is sold in America`) < SHORT_CODESHARE)
    partners.push('UA', 'AC');
  if (airline !== 'LH' && share(`${name} is sold by Lufthansa`) < LUFTHANSA_CODESHARE) partners.push('LH');
  return [...new Set(partners)];
}

/** @returns whether the timetable has flights or trains there */
export function isSampleStop(code: string): boolean {
  return airportByIata(code) !== undefined || sampleRailStation(code) !== undefined;
}
