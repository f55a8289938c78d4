import { confirmedMs, isLow, keepaliveMs } from './level.ts';
import type { MotionState } from './motion.ts';
import type { Level, Position } from './position.ts';
import { asQuantised } from './quantise.ts';

/** What viewers at a level hold of an aircraft: the last record published for the level or a coarser one, as decoded. */
export interface PublishedRecord extends MotionState, Pick<Position, 'callsign' | 'squawk' | 'emergency' | 'kind'> {
  /** When the aircraft was there to the millisecond; viewers have it in tenths of a second. */
  readonly fixAtMs: number;
}

/** @param fix with the altitude that is shown, see {@link withShownAltitude} */
export function publishedRecord(fix: Position, level: Level): PublishedRecord {
  const { observedAtMs, lat, lon, altitudeM, groundSpeedMps, trackDeg, verticalRateMps, onGround, state } = fix;
  const { callsign, squawk, emergency, kind } = fix;
  const motion = { observedAtMs, lat, lon, altitudeM, groundSpeedMps, trackDeg, verticalRateMps, onGround, state };
  return asQuantised({ ...motion, callsign, squawk, emergency, kind, fixAtMs: observedAtMs }, level);
}

/** Frames have one altitude: the barometric one, the geometric one where there is no other. */
export function withShownAltitude(fix: Position): Position {
  return fix.altitudeM === null && fix.geoAltitudeM !== null ? { ...fix, altitudeM: fix.geoAltitudeM } : fix;
}

/**
 * Whether a fix differs from a record in what is no matter of degree. A text that a feed doesn't say is not taken back;
 * only an emergency ends by not being said.
 */
export function isChanged(record: PublishedRecord, fix: Position): boolean {
  return (
    (fix.callsign !== null && fix.callsign !== record.callsign) ||
    (fix.squawk !== null && fix.squawk !== record.squawk) ||
    fix.emergency !== record.emergency ||
    fix.kind !== record.kind
  );
}

/**
 * Whether a level's viewers wait for a word. The record may be due before its keepalive has passed, where the feed's next
 * fix would come when silence doesn't mean "as predicted" any more.
 * @param fix with the altitude that is shown
 */
export function isDue(record: PublishedRecord, fix: Position, level: Level, feedIntervalMs: number): boolean {
  const silentMs = fix.observedAtMs - record.fixAtMs;
  const lower = lowerOf(record, fix);
  return (
    silentMs >= keepaliveMs(level, lower, feedIntervalMs) ||
    silentMs + feedIntervalMs > confirmedMs(level, lower, feedIntervalMs)
  );
}

/** So much of a keepalive has passed when a record that is published anyway, for finer levels, takes its place. */
const EARLY_SHARE = 0.9;

/** Whether a keepalive would be due so soon that it is better spared by a record that others need now. */
export function isSoonDue(record: PublishedRecord, fix: Position, level: Level, feedIntervalMs: number): boolean {
  const silentMs = fix.observedAtMs - record.fixAtMs;
  return silentMs >= EARLY_SHARE * keepaliveMs(level, lowerOf(record, fix), feedIntervalMs);
}

/** Viewers reckon with the altitude of the record: one that descends is low before they know. */
function lowerOf(record: PublishedRecord, fix: Position): Pick<Position, 'altitudeM'> {
  return isLow(record) ? record : fix;
}
