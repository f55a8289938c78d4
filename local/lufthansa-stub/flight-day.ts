import type { SampleFlight } from '#domain/sample-timetable/sample-flight.ts';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import { seededRandom } from '#domain/seeded-random.ts';
import { hashOf } from '#domain/text-hash.ts';

/** One end of a flight as it is known at an instant. */
export interface DayEnd {
  readonly scheduledMs: number;
  readonly estimatedMs: number | null;
  readonly actualMs: number | null;
  /** FE early, OT on time, DL delayed, NI next information later, NO nothing known. */
  readonly timeStatus: TimeStatus;
  readonly gate: string | null;
}

export type TimeStatus = 'FE' | 'OT' | 'DL' | 'NI' | 'NO';

/** How a flight does on its day. */
export interface FlightDay {
  readonly flight: SampleFlight;
  /** NA nothing yet, DP departed, LD landed, CD cancelled, DV diverted. */
  readonly status: 'NA' | 'DP' | 'LD' | 'CD' | 'DV';
  readonly departure: DayEnd;
  readonly arrival: DayEnd;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const CANCELLED_SHARE = 0.015;
const DIVERTED_SHARE = 0.003;
/** Share of landed flights whose estimate is still told. */
const ESTIMATE_STAYS_SHARE = 0.07;
/** Before departure: when anything is said at all, when it is cancelled, when a delay and the gate are known. */
const KNOWN_BEFORE = { status: 24 * HOUR_MS, cancellation: 6 * HOUR_MS, delay: 2 * HOUR_MS } as const;
const DELAYED_MIN = 15;
const EARLY_MIN = -10;
const UNCERTAIN_MIN = 120;
const NO_GATES = { departure: null, arrival: null };

/** Delays in minutes: up to the first number of draws they lie between the other two. */
const DELAYS: readonly (readonly [upTo: number, least: number, most: number])[] = [
  [0.55, -6, 5],
  [0.85, 5, 25],
  [0.96, 25, 70],
  [1, 70, 180],
];

/** The fate of a flight depends on its number and date alone; what of it is known, on the time. */
export function flightDay(flight: SampleFlight, nowMs: number): FlightDay {
  const random = seededRandom(hashOf(`${formatFlightNumber(flight.flight)}/${flight.origin}/${flight.date}`));
  const [fate, drawn, place, extra, keeps] = [random(), random(), random(), random(), random()];
  const lateMin = delayMin(drawn, place);
  const departedMs = flight.departureMs + lateMin * MINUTE_MS;
  const shortest = Math.round(flight.blockMin * 0.93);
  const flownMin = Math.max(shortest, flight.blockMin - Math.round(12 * extra) + 4);
  const landedMs = departedMs + flownMin * MINUTE_MS;
  const isTrain = flight.aircraftCode === 'TRN';
  const gates = isTrain ? NO_GATES : { departure: gate(random), arrival: gate(random) };

  if (fate < CANCELLED_SHARE && nowMs >= flight.departureMs - KNOWN_BEFORE.cancellation)
    return cancelled(flight, gates);
  const end = (known: Omit<Parameters<typeof dayEnd>[0], 'nowMs' | 'leavesMs'>): DayEnd =>
    dayEnd({ ...known, nowMs, leavesMs: flight.departureMs });
  const isLanded = nowMs >= landedMs;
  const isDiverted = fate > 1 - DIVERTED_SHARE;
  const status = isLanded ? (isDiverted ? 'DV' : 'LD') : nowMs >= departedMs ? 'DP' : 'NA';
  return {
    flight,
    status,
    departure: end({
      scheduledMs: flight.departureMs,
      happensMs: departedMs,
      keepsEstimate: false,
      gate: gates.departure,
    }),
    arrival: end({
      scheduledMs: flight.arrivalMs,
      happensMs: landedMs,
      keepsEstimate: keeps < ESTIMATE_STAYS_SHARE,
      gate: gates.arrival,
    }),
  };
}

/** What counts for the windows of an airport's list. */
export function bestKnownMs({ actualMs, estimatedMs, scheduledMs }: DayEnd): number {
  return actualMs ?? estimatedMs ?? scheduledMs;
}

function delayMin(drawn: number, place: number): number {
  const [, least, most] = DELAYS.find(([upTo]) => drawn < upTo) ?? [1, 0, 0];
  return Math.round(least + place * (most - least));
}

/** Some are letters with two digits, some digits alone, one in twelve begins with a zero. */
function gate(random: () => number): string {
  const number = 1 + Math.floor(random() * 60);
  const form = random();
  if (form < 1 / 12) return String(number).padStart(3, '0');
  if (form < 2 / 12) return String(number + 100);
  return `${'ABCGHK'[Math.floor(random() * 6)] ?? 'A'}${String(number).padStart(2, '0')}`;
}

function cancelled(flight: SampleFlight, gates: { readonly arrival: string | null }): FlightDay {
  const nothing = { estimatedMs: null, actualMs: null, timeStatus: 'NO' } as const;
  return {
    flight,
    status: 'CD',
    departure: { ...nothing, scheduledMs: flight.departureMs, gate: null },
    arrival: { ...nothing, scheduledMs: flight.arrivalMs, gate: gates.arrival },
  };
}

interface EndFacts {
  readonly scheduledMs: number;
  readonly happensMs: number;
  readonly keepsEstimate: boolean;
  readonly gate: string | null;
  readonly nowMs: number;
  readonly leavesMs: number;
}

function dayEnd({ scheduledMs, happensMs, keepsEstimate, gate: name, nowMs, leavesMs }: EndFacts): DayEnd {
  const lateMin = (happensMs - scheduledMs) / MINUTE_MS;
  const isPast = nowMs >= happensMs;
  const knowsDelay = nowMs >= leavesMs - KNOWN_BEFORE.delay;
  const differs = lateMin >= DELAYED_MIN || lateMin <= EARLY_MIN;
  const estimate = (isPast ? keepsEstimate : knowsDelay && differs) ? happensMs : null;
  return {
    scheduledMs,
    actualMs: isPast ? happensMs : null,
    // The estimate that is still told after the landing was a little off.
    estimatedMs: estimate !== null && isPast ? estimate + 4 * MINUTE_MS : estimate,
    timeStatus: timeStatusOf({ lateMin, isPast, knowsDelay, isNear: nowMs >= leavesMs - KNOWN_BEFORE.status }),
    gate: knowsDelay ? name : null,
  };
}

function timeStatusOf(known: {
  readonly lateMin: number;
  readonly isPast: boolean;
  readonly knowsDelay: boolean;
  readonly isNear: boolean;
}): TimeStatus {
  const { lateMin, isPast, knowsDelay, isNear } = known;
  if (!isNear) return 'NO';
  if (!knowsDelay) return 'OT';
  if (lateMin > UNCERTAIN_MIN && !isPast) return 'NI';
  if (lateMin >= DELAYED_MIN) return 'DL';
  return lateMin <= EARLY_MIN ? 'FE' : 'OT';
}
