import { BLANK_OBSERVATION, type Observation } from '#domain/observation.ts';
import { feetPerMinuteToMps, feetToMetres, knotsToMps } from '#domain/units.ts';
import type { SbsMessage, SbsValues } from './sbs-line.ts';

/** A message and when it was. Times are epoch ms. */
export interface HeardMessage {
  readonly message: SbsMessage;
  /** On our clock. */
  readonly heardAtMs: number;
  /** On the receiver's clock; null where the line doesn't say. */
  readonly statedAtMs: number | null;
}

/** Puts together what lines say of each aircraft. */
export interface SbsAircraft {
  hear(heard: HeardMessage): void;
  /**
   * Aircraft with a position since the last call, each with its newest, and with values that are young enough to go with it.
   * @param clockCorrectionMs what to take off the receiver's times to have them on our clock
   */
  takeNew(nowMs: number, clockCorrectionMs: number): Observation[];
  /** Aircraft held in memory. */
  size(): number;
}

/** An aircraft that isn't heard for so long is forgotten; what is older isn't said of it any more. */
const LIFETIME_MS = 60_000;
/** Within this an airliner climbs 300 m at most and turns half around: older values would contradict the position. */
const MOTION_LIFETIME_MS = 15_000;
/** A receiver hears some hundred. */
const MOST_AIRCRAFT = 20_000;
const MOTION: ReadonlySet<keyof SbsValues> = new Set([
  ...(['altitudeFt', 'geoAltitudeFt', 'groundSpeedKt', 'trackDeg', 'verticalRateFpm'] as const),
]);

interface Aircraft {
  values: Partial<SbsValues>;
  readonly heardAtMs: Map<string, number>;
  lastHeardAtMs: number;
  fix: Fix | null;
}

interface Fix {
  readonly lat: number;
  readonly lon: number;
  readonly heardAtMs: number;
  readonly statedAtMs: number | null;
}

export function createSbsAircraft(maxAircraft: number = MOST_AIRCRAFT): SbsAircraft {
  // In the order in which they were last heard.
  const held = new Map<string, Aircraft>();
  const withNewFix = new Set<string>();

  function aircraftOf(icao24: string, nowMs: number): Aircraft {
    const known = held.get(icao24);
    held.delete(icao24);
    const isGone = known === undefined || nowMs - known.lastHeardAtMs > LIFETIME_MS;
    const aircraft = isGone ? { values: {}, heardAtMs: new Map(), lastHeardAtMs: nowMs, fix: null } : known;
    held.set(icao24, aircraft);
    const [oldest] = held.keys();
    if (held.size > maxAircraft && oldest !== undefined) forget(oldest);
    return aircraft;
  }

  function forget(icao24: string): void {
    held.delete(icao24);
    withNewFix.delete(icao24);
  }

  function forgetSilent(nowMs: number): void {
    for (const [icao24, { lastHeardAtMs }] of held) {
      if (nowMs - lastHeardAtMs <= LIFETIME_MS) return;
      forget(icao24);
    }
  }

  return {
    hear({ message, heardAtMs, statedAtMs }) {
      const aircraft = aircraftOf(message.icao24, heardAtMs);
      aircraft.lastHeardAtMs = heardAtMs;
      aircraft.values = { ...aircraft.values, ...message.values };
      for (const field of Object.keys(message.values)) aircraft.heardAtMs.set(field, heardAtMs);
      if (message.position === null) return;
      const fix = { ...message.position, heardAtMs, statedAtMs };
      const isWaiting = withNewFix.has(message.icao24);
      // Results of MLAT come seconds later than what the receiver hears itself.
      if (isWaiting && aircraft.fix !== null && isEarlier(fix, aircraft.fix)) return;
      aircraft.fix = fix;
      withNewFix.add(message.icao24);
    },
    takeNew(nowMs, clockCorrectionMs) {
      const observations = [...withNewFix].flatMap((icao24) => {
        const aircraft = held.get(icao24);
        return aircraft?.fix ? observe(icao24, aircraft, aircraft.fix, clockCorrectionMs) : [];
      });
      withNewFix.clear();
      forgetSilent(nowMs);
      return observations;
    },
    size: () => held.size,
  };
}

function isEarlier(fix: Fix, than: Fix): boolean {
  return (fix.statedAtMs ?? fix.heardAtMs) < (than.statedAtMs ?? than.heardAtMs);
}

function observe(icao24: string, aircraft: Aircraft, fix: Fix, clockCorrectionMs: number): Observation {
  const young = <F extends keyof SbsValues>(field: F): SbsValues[F] | null => {
    const limitMs = MOTION.has(field) ? MOTION_LIFETIME_MS : LIFETIME_MS;
    const isYoung = fix.heardAtMs - (aircraft.heardAtMs.get(field) ?? -Infinity) <= limitMs;
    return isYoung ? (aircraft.values[field] ?? null) : null;
  };
  const squawk = young('squawk');
  return {
    ...BLANK_OBSERVATION,
    icao24,
    observedAtMs: fix.statedAtMs === null ? fix.heardAtMs : fix.statedAtMs - clockCorrectionMs,
    lat: fix.lat,
    lon: fix.lon,
    altitudeM: convert(young('altitudeFt'), feetToMetres),
    geoAltitudeM: convert(young('geoAltitudeFt'), feetToMetres),
    onGround: young('onGround') ?? false,
    groundSpeedMps: convert(young('groundSpeedKt'), knotsToMps),
    trackDeg: young('trackDeg'),
    verticalRateMps: convert(young('verticalRateFpm'), feetPerMinuteToMps),
    callsign: young('callsign'),
    squawk,
    emergency: young('isEmergency') === true ? emergencyOf(squawk) : null,
    // The format doesn't say how a position was measured: results of MLAT come as if they had been sent.
    source: 'other',
  };
}

function emergencyOf(squawk: string | null): string {
  if (squawk === '7500') return 'unlawful';
  return squawk === '7600' ? 'nordo' : 'general';
}

/** To hundredths: the decimals of a conversion say nothing. */
function convert(value: number | null, toOurs: (value: number) => number): number | null {
  return value === null ? null : Math.round(toOurs(value) * 100) / 100;
}
