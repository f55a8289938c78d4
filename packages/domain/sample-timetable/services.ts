import { airportByIata } from '../airports.ts';
import type { FlightNumber } from '../schedules/flight-number.ts';
import { sampleRailStation } from '../sample-rail-stations.ts';
import { seededRandom } from '../seeded-random.ts';
import { hashOf } from '../text-hash.ts';
import { sampleAircraft, sampleOperator } from './fleets.ts';
import type { SampleLine } from './network.ts';

/** One flight or train of the timetable, on every day that it runs. */
export interface SampleService {
  readonly origin: string;
  readonly destination: string;
  readonly flight: FlightNumber;
  readonly codeshares: readonly FlightNumber[];
  readonly operatingAirline: string;
  readonly aircraftCode: string;
  /** Local minute of the day at the origin. */
  readonly departureMin: number;
  readonly blockMin: number;
  /** Local days of departure: Monday first. */
  readonly days: readonly boolean[];
}

/** Offset from UTC in winter, minutes. The times of the way back are laid out with it and hold for the whole year. */
export type WinterOffsetMin = (airport: string) => number;

/** Departures from a hub on short routes, minutes of the day: when flights from everywhere have come in. */
const BANKS = [425, 590, 735, 870, 1005, 1155, 1275] as const;
/** Which of the banks are used, by the number of flights a day. */
const BANK_CHOICE: readonly (readonly number[])[] = [
  [],
  [2],
  [1, 4],
  [0, 2, 5],
  [0, 1, 3, 5],
  [0, 1, 2, 4, 5],
  [0, 1, 2, 3, 4, 5],
];
/** The first flights to a hub, whose aircraft stood at the other end overnight. */
const FIRST_INBOUND_MIN = 370;
/** Long flights from the hub: to the west in the morning, to the east around noon and at night, to the south at night. */
const LONG_HAUL_BANKS = { west: [630, 1010, 780], east: [1290, 800, 1330], south: [1305, 615, 1320] } as const;
const WEST_OF_DEG = -25;
const EAST_OF_DEG = 25;
/** Nothing leaves between half past midnight and five: it waits for the morning. */
const NIGHT = { from: 30, to: 300, then: 505 } as const;
const DAY_MIN = 1440;
const EVERY_DAY: readonly boolean[] = [true, true, true, true, true, true, true];
const WORKDAYS: readonly boolean[] = [true, true, true, true, true, false, false];
const RAIL_FIRST_MIN = 330;

/** The flights of a line, both ways: first those from the hub. Pure: the same line has the same flights. */
export function servicesOf(line: SampleLine, winterOffsetMin: WinterOffsetMin): readonly SampleService[] {
  const random = seededRandom(hashOf(`${line.hub}-${line.spoke}`));
  const slots = Array.from({ length: line.frequency }, (_, index) => index);
  if (line.mode === 'rail') return slots.flatMap((index) => trains(line, index));
  const outbound = slots.map((index) => outboundOf(line, index, random));
  const shiftMin = winterOffsetMin(line.spoke) - winterOffsetMin(line.hub);
  const inbound = outbound.map((service, index) => inboundOf(line, outbound, index, shiftMin, random) ?? service);
  return [...outbound, ...inbound];
}

type Random = () => number;

function outboundOf(line: SampleLine, index: number, random: Random): SampleService {
  const jitterMin = 5 * Math.floor(random() * (line.isLongHaul ? 10 : 7));
  return {
    origin: line.hub,
    destination: line.spoke,
    ...named(line, index, 0),
    ...equipped(line, random),
    departureMin: (bankOf(line, index) + jitterMin) % DAY_MIN,
    blockMin: blockMin(line, line.hub, line.spoke),
    days: daysOf(line, index, random),
  };
}

/** The aircraft of the flight out comes back; where several fly, the last one stays overnight and is the first back. */
function inboundOf(
  line: SampleLine,
  outbound: readonly SampleService[],
  index: number,
  shiftMin: number,
  random: Random,
): SampleService | null {
  const staysOvernight = !line.isLongHaul && line.frequency > 2;
  const source = staysOvernight ? outbound[(index + outbound.length - 1) % outbound.length] : outbound[index];
  if (source === undefined) return null;
  const turnaroundMin = line.isLongHaul ? 120 : 45;
  const leavesMin = roundUp(source.departureMin + source.blockMin + turnaroundMin + shiftMin);
  const isFirst = staysOvernight && index === 0;
  const atMin = isFirst ? FIRST_INBOUND_MIN + 5 * Math.floor(random() * 10) : notAtNight(leavesMin);
  const dayShift = isFirst ? 0 : Math.floor(atMin / DAY_MIN);
  return {
    ...source,
    origin: line.spoke,
    destination: line.hub,
    ...named(line, index, 1),
    departureMin: ((atMin % DAY_MIN) + DAY_MIN) % DAY_MIN,
    blockMin: blockMin(line, line.spoke, line.hub),
    days: EVERY_DAY.map((_, day) => source.days[(day - dayShift + 14) % 7] ?? true),
  };
}

function notAtNight(atMin: number): number {
  const minute = ((atMin % DAY_MIN) + DAY_MIN) % DAY_MIN;
  return minute > NIGHT.from && minute < NIGHT.to ? atMin - minute + NIGHT.then : atMin;
}

function bankOf(line: SampleLine, index: number): number {
  if (!line.isLongHaul) return BANKS[BANK_CHOICE[line.frequency]?.[index] ?? index] ?? BANKS[2];
  const east = (airportByIata(line.spoke)?.lon ?? 0) - (airportByIata(line.hub)?.lon ?? 0);
  const direction = ((east + 540) % 360) - 180;
  const way = direction < WEST_OF_DEG ? 'west' : direction > EAST_OF_DEG ? 'east' : 'south';
  // The single flights of half of the routes leave in the other bank.
  const turn = line.frequency === 1 ? hashOf(`${line.spoke} from ${line.hub}`) % 2 : 0;
  return LONG_HAUL_BANKS[way][(index + turn) % 3] ?? LONG_HAUL_BANKS[way][0];
}

function named(line: SampleLine, index: number, way: 0 | 1): Pick<SampleService, 'flight' | 'codeshares'> {
  const at = (airline: string, first: number): FlightNumber => ({
    airline,
    number: first + 2 * index + way,
    suffix: '',
  });
  return {
    flight: at(line.airline, line.firstNumber),
    codeshares: line.codeshares.map(({ airline, firstNumber }) => at(airline, firstNumber)),
  };
}

function equipped(line: SampleLine, random: Random): Pick<SampleService, 'aircraftCode' | 'operatingAirline'> {
  const length = line.isLongHaul ? 'long' : line.rank === 3 ? 'regional' : 'short';
  const aircraftCode = sampleAircraft(line.airline, length, random());
  return { aircraftCode, operatingAirline: sampleOperator(line.airline, aircraftCode, random()) };
}

/** Large and middle-sized airports have a flight every day at least, small ones on some days of the week. */
function daysOf(line: SampleLine, index: number, random: Random): readonly boolean[] {
  const drawn = random();
  if (line.rank === 3 && line.frequency === 1) return EVERY_DAY.map((_, day) => (day + Math.floor(drawn * 7)) % 7 < 5);
  if (index === 0 || line.isLongHaul) return EVERY_DAY;
  return drawn < 0.3 ? WORKDAYS : EVERY_DAY;
}

/**
 * From gate to gate. Short flights are slow for their climb and descent; on long ones the wind of the upper air makes the
 * way west longer by 5 % and the way east shorter by 4 %.
 */
function blockMin(line: SampleLine, from: string, to: string): number {
  const east = (airportByIata(to)?.lon ?? 0) - (airportByIata(from)?.lon ?? 0);
  const direction = ((east + 540) % 360) - 180;
  const wind = !line.isLongHaul ? 1 : direction < 0 ? 1.05 : 0.96;
  const flownMin = line.isLongHaul ? line.lengthKm / 14.3 : line.lengthKm / 13;
  return roundUp(45 + flownMin * wind);
}

const roundUp = (minutes: number): number => 5 * Math.ceil(minutes / 5);

/** A train every hour each way. */
function trains(line: SampleLine, index: number): readonly SampleService[] {
  const rideMin = sampleRailStation(line.spoke)?.fromFrankfurtMin ?? 60;
  const common = { operatingAirline: line.airline, aircraftCode: 'TRN', blockMin: rideMin, days: EVERY_DAY };
  const departureMin = RAIL_FIRST_MIN + 60 * index + (hashOf(line.spoke) % 30);
  return [
    { ...common, origin: line.hub, destination: line.spoke, ...named(line, index, 0), departureMin },
    { ...common, origin: line.spoke, destination: line.hub, ...named(line, index, 1), departureMin: departureMin - 15 },
  ];
}
