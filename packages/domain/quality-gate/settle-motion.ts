import { distanceM } from '../geo.ts';
import type { Position } from '../position.ts';
import {
  believe,
  carriedOn,
  createSettledValue,
  doubt,
  isSettled,
  type SettledValue,
  type ValueRule,
} from './settle-value.ts';

/** What is believed of one aircraft's altitudes and motion. */
export interface SettledMotion {
  readonly altitude: SettledValue;
  readonly geoAltitude: SettledValue;
  readonly speed: SettledValue;
  readonly track: SettledValue;
  verticalRateMps: number | null;
}

export function createSettledMotion(): SettledMotion {
  return {
    altitude: createSettledValue(),
    geoAltitude: createSettledValue(),
    speed: createSettledValue(),
    track: createSettledValue(),
    verticalRateMps: null,
  };
}

/** What a reported vertical rate leaves open; without one, what airliners climb and sink by. */
const ALTITUDE_SLACK = { slack: 25, slackPerS: 8 } as const;
const ALTITUDE_SLACK_ALONE = { slack: 25, slackPerS: 40 } as const;
const SPEED_SLACK = { slack: 6, slackPerS: 4 } as const;
const TRACK_SLACK = { slack: 6, slackPerS: 6 } as const;
/** 8,000 feet a minute; a rate beyond is not carried on. */
const STEEPEST_MPS = 40;
/** Slower than this a track turns at will. */
const STEADY_TRACK_MPS = 30;
/** What moves on the ground without a runway. */
const TAXI_MPS = 25;
const SPEED_OF_PLACES = 1.5;

/**
 * A fix with the values that can be believed. Receivers that lag behind repeat altitudes and speeds of half a minute ago,
 * and damaged ones are anywhere: such a value is replaced by the one before, carried on as everybody who sees the aircraft
 * does, until a second agrees with it. The position stays as it came.
 */
export function settleMotion(motion: SettledMotion, next: NextFix): Position {
  const { fix, timeScale } = next;
  const velocity = fix.onGround ? groundVelocity(next) : airVelocity(motion, fix, timeScale);
  const rate = velocity.verticalRateMps ?? motion.verticalRateMps;
  const altitudeM = settledAltitude(motion.altitude, fix.altitudeM, ruleOf(fix, rate, timeScale));
  const geoAltitudeM = settledAltitude(motion.geoAltitude, fix.geoAltitudeM, ruleOf(fix, rate, timeScale));
  motion.verticalRateMps = velocity.verticalRateMps;
  if (altitudeM === fix.altitudeM && geoAltitudeM === fix.geoAltitudeM && velocity === fix) return fix;
  const { groundSpeedMps, trackDeg, verticalRateMps } = velocity;
  return { ...fix, altitudeM, geoAltitudeM, groundSpeedMps, trackDeg, verticalRateMps };
}

export interface NextFix {
  readonly fix: Position;
  /** The accepted fix before, null where this is the first. */
  readonly last: Position | null;
  /** How much faster than in reality time runs. */
  readonly timeScale: number;
}

type Velocity = Pick<Position, 'groundSpeedMps' | 'trackDeg' | 'verticalRateMps'>;
const NO_VELOCITY: Velocity = { groundSpeedMps: null, trackDeg: null, verticalRateMps: null };

function ruleOf({ observedAtMs, onGround }: Position, rateMps: number | null, timeScale: number): ValueRule {
  const perS = onGround ? 0 : Math.max(-STEEPEST_MPS, Math.min(STEEPEST_MPS, rateMps ?? 0));
  return { atMs: observedAtMs, timeScale, perS, ...(rateMps === null ? ALTITUDE_SLACK_ALONE : ALTITUDE_SLACK) };
}

function settledAltitude(settled: SettledValue, value: number | null, rule: ValueRule): number | null {
  if (value === null) return null;
  if (isSettled(settled, value, rule)) {
    believe(settled, value, rule);
    return value;
  }
  doubt(settled, value, rule);
  return carriedOn(settled, rule);
}

/** Speed, track and vertical rate come in one message: they are believed or doubted together. */
function airVelocity({ speed, track, verticalRateMps }: SettledMotion, fix: Position, timeScale: number): Velocity {
  const { groundSpeedMps, trackDeg, observedAtMs: atMs } = fix;
  if (groundSpeedMps === null || trackDeg === null) return fix;
  const common = { atMs, timeScale, perS: 0 };
  const speeds = { ...common, ...SPEED_SLACK };
  const turns = { ...common, ...TRACK_SLACK, isAngle: true };
  const isSteady =
    isSettled(speed, groundSpeedMps, speeds) &&
    (groundSpeedMps < STEADY_TRACK_MPS || isSettled(track, trackDeg, turns));
  const note = isSteady ? believe : doubt;
  note(speed, groundSpeedMps, speeds);
  note(track, trackDeg, turns);
  return isSteady ? fix : { groundSpeedMps: speed.believed, trackDeg: track.believed, verticalRateMps };
}

/**
 * On the ground many aircraft send on what they had in the air. A speed that the places don't show is dropped, with what
 * came in the same message.
 */
function groundVelocity({ fix, last, timeScale }: NextFix): Velocity {
  if (fix.groundSpeedMps === null || fix.groundSpeedMps <= TAXI_MPS) return fix;
  const seconds = last === null ? 0 : ((fix.observedAtMs - last.observedAtMs) * timeScale) / 1000;
  const shownMps = last === null || seconds <= 0 ? 0 : distanceM(last, fix) / seconds;
  return fix.groundSpeedMps <= TAXI_MPS + SPEED_OF_PLACES * shownMps ? fix : NO_VELOCITY;
}
