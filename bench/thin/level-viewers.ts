import { distanceM } from '#domain/geo.ts';
import { includesLevel, keepaliveMs, LEVEL_RULES } from '#domain/level.ts';
import { predict } from '#domain/motion.ts';
import { LEVELS, type Level, type Position } from '#domain/position.ts';
import { asQuantised } from '#domain/quantise.ts';

/** One viewer at each level, who gets every record at once and holds it as frames say it. */
export interface LevelViewers {
  take(record: Position): void;
  /** The aircraft was declared lost or gone. */
  forget(icao24: string): void;
  /** By what the level's viewer misses a fix beyond tolerance: `track 7 of 6`. Empty where the promise is kept. */
  missed(level: Level, fix: Position): string[];
  /** How long the level's viewer has heard nothing of the fix's aircraft beyond its keepalive, ms; negative while within. */
  overdueMs(level: Level, fix: Position, feedIntervalMs: number): number;
}

export function createLevelViewers(): LevelViewers {
  const held = new Map(LEVELS.map((level) => [level, new Map<string, { record: Position; fixAtMs: number }>()]));
  return {
    take(record) {
      const { altitudeM, geoAltitudeM, observedAtMs: fixAtMs, icao24 } = record;
      const shown = { ...record, altitudeM: altitudeM ?? geoAltitudeM };
      for (const level of LEVELS) {
        if (includesLevel(level, record.level))
          held.get(level)?.set(icao24, { record: asQuantised(shown, level), fixAtMs });
      }
    },
    forget: (icao24) => LEVELS.forEach((level) => held.get(level)?.delete(icao24)),
    missed(level, fix) {
      const record = held.get(level)?.get(fix.icao24)?.record;
      return record === undefined ? ['no record'] : missesOf(level, record, fix);
    },
    overdueMs(level, fix, feedIntervalMs) {
      const last = held.get(level)?.get(fix.icao24);
      if (last === undefined) return Infinity;
      const now = { altitudeM: fix.altitudeM ?? fix.geoAltitudeM };
      const limitMs = Math.min(
        keepaliveMs(level, last.record, feedIntervalMs),
        keepaliveMs(level, now, feedIntervalMs),
      );
      return fix.observedAtMs - last.fixAtMs - limitMs;
    },
  };
}

function missesOf(level: Level, record: Position, fix: Position): string[] {
  const { positionM, altitudeM, speedMps, trackDeg } = LEVEL_RULES[level].tolerance;
  const predicted = predict(record, fix.observedAtMs);
  const misses = [over('position', distanceM(predicted, fix), positionM)];
  if (!record.onGround && !fix.onGround) {
    const turn = apart(record.trackDeg, fix.trackDeg);
    misses.push(
      over('altitude', apart(predicted.altitudeM, fix.altitudeM ?? fix.geoAltitudeM), altitudeM),
      over('speed', apart(record.groundSpeedMps, fix.groundSpeedMps), speedMps),
      over('track', Math.min(turn, Math.abs(360 - turn)), trackDeg),
    );
  }
  return misses.filter((miss) => miss !== null);
}

const over = (name: string, miss: number, tolerance: number): string | null =>
  miss > tolerance ? `${name} ${miss} of ${tolerance}` : null;

/** What a fix doesn't say can't be missed. */
function apart(held: number | null, now: number | null): number {
  if (now === null) return 0;
  return held === null ? Infinity : Math.abs(held - now);
}
