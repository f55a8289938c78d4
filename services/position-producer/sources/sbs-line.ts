import { CALLSIGN, LIMITS, SQUAWK } from './feed-values.ts';

/** What a line may say beside where the aircraft is; each line says only some of it. */
export interface SbsValues {
  readonly callsign: string;
  readonly altitudeFt: number;
  readonly geoAltitudeFt: number;
  readonly groundSpeedKt: number;
  readonly trackDeg: number;
  readonly verticalRateFpm: number;
  readonly squawk: string;
  readonly isEmergency: boolean;
  readonly onGround: boolean;
}

/** One `MSG` line. */
export interface SbsMessage {
  /** In lower case. */
  readonly icao24: string;
  /** When it was generated, as written: `2019/12/10` and `19:10:46.320`, in a zone that the line doesn't name. */
  readonly date: string;
  readonly time: string;
  readonly position: { readonly lat: number; readonly lon: number } | null;
  /** Values that the line has and that can be. */
  readonly values: Partial<SbsValues>;
}

/** readsb takes no longer one either. */
export const LONGEST_LINE = 199;
const SHORTEST_LINE = 20;
/** Receivers that have nothing to say send an empty line now and then. */
const LONGEST_HEARTBEAT = 1;
const FIELDS = 22;
/** Types of BaseStation's own that say nothing of where an aircraft is. */
const OTHER_TYPES = new Set(['SEL', 'ID', 'AIR', 'STA', 'CLK']);
const SURFACE_POSITION = '2';
const ICAO24 = /^~?[0-9a-f]{6}$/;
const DECIMAL = /^[+-]?\d+(\.\d+)?$/;

/**
 * Reads a line of the BaseStation format: 22 fields with commas between, of which each kind of message fills some.
 * @returns `other` for what is right but says nothing of an aircraft, null for what is no line of this format
 */
export function readSbsLine(line: string): SbsMessage | 'other' | null {
  if (line.length <= LONGEST_HEARTBEAT) return 'other';
  if (line.length > LONGEST_LINE) return null;
  // RadarBox writes spaces after the commas.
  const fields = line.split(',').map((field) => field.trim());
  const [type = '', kind = ''] = fields;
  if (OTHER_TYPES.has(type)) return 'other';
  if (type !== 'MSG' || fields.length < FIELDS || line.length < SHORTEST_LINE) return null;
  const icao24 = at(fields, 5).toLowerCase();
  if (!/^[1-8]$/.test(kind) || !ICAO24.test(icao24)) return null;
  return {
    icao24,
    date: at(fields, 7),
    time: at(fields, 8),
    position: positionOf(fields),
    values: { ...identityOf(fields), ...motionOf(fields), ...stateOf(fields) },
  };
}

/** Fields are counted from 1, as the format's descriptions do. */
function at(fields: readonly string[], number: number): string {
  return fields[number - 1] ?? '';
}

/** Exactly 0 is what some decoders write for nothing. */
function positionOf(fields: readonly string[]): SbsMessage['position'] {
  const lat = numberOf(at(fields, 15), -90, 90);
  const lon = numberOf(at(fields, 16), -180, 180);
  return lat === null || lon === null || lat === 0 || lon === 0 ? null : { lat, lon };
}

function identityOf(fields: readonly string[]): Partial<SbsValues> {
  const callsign = at(fields, 11);
  const squawk = at(fields, 18);
  const padded = squawk === '' ? '' : squawk.padStart(4, '0');
  return {
    ...(CALLSIGN.test(callsign) ? { callsign } : {}),
    ...(SQUAWK.test(padded) ? { squawk: padded } : {}),
  };
}

/** readsb marks geometric altitudes and rates with an `H`. */
function motionOf(fields: readonly string[]): Partial<SbsValues> {
  const [altitude, isGeometric] = withoutSuffix(at(fields, 12));
  const altitudeFt = numberOf(altitude, ...LIMITS.altitudeFt);
  const groundSpeedKt = numberOf(at(fields, 13), ...LIMITS.groundSpeedKt);
  const trackDeg = numberOf(at(fields, 14), ...LIMITS.trackDeg);
  const verticalRateFpm = numberOf(withoutSuffix(at(fields, 17))[0], ...LIMITS.verticalRateFpm);
  return {
    ...(altitudeFt === null ? {} : isGeometric ? { geoAltitudeFt: altitudeFt } : { altitudeFt }),
    ...(groundSpeedKt === null ? {} : { groundSpeedKt }),
    ...(trackDeg === null ? {} : { trackDeg }),
    ...(verticalRateFpm === null ? {} : { verticalRateFpm }),
  };
}

/** True is -1, as in BaseStation's Pascal, or 1. MLAT servers put other things into the field of the emergency: km, say. */
function stateOf(fields: readonly string[]): Partial<SbsValues> {
  const emergency = at(fields, 20);
  const ground = at(fields, 22);
  return {
    ...(emergency === '-1' || emergency === '0' ? { isEmergency: emergency === '-1' } : {}),
    ...(at(fields, 2) === SURFACE_POSITION ? { onGround: true } : {}),
    ...(/^(-1|0|1)$/.test(ground) ? { onGround: ground !== '0' } : {}),
  };
}

function withoutSuffix(text: string): readonly [text: string, hasSuffix: boolean] {
  return text.endsWith('H') ? [text.slice(0, -1), true] : [text, false];
}

function numberOf(text: string, min: number, max: number): number | null {
  if (!DECIMAL.test(text)) return null;
  const value = Number(text);
  return value >= min && value <= max ? value : null;
}
