import { addressToNumber } from '#domain/address.ts';
import { distanceM, type LatLon } from '#domain/geo.ts';
import type { MotionState } from '#domain/motion.ts';
import { FLAG, type FrameRow } from '#contracts/live-frame.ts';
import type { FleetAircraft } from '../tracks/fleet.ts';
import { createShownAircraft, type ShownAircraft } from './shown-place.ts';
import type { ViewedAircraft } from './viewed-sky.ts';

/** One aircraft that is compared with the truth. */
export interface Compared {
  readonly aircraft: FleetAircraft;
  /** The recording doesn't contradict itself around now. */
  readonly isSound: boolean;
}

/** Position errors in metres at one viewer: one entry of each for each comparison. */
export interface ErrorSamples {
  readonly ours: number[];
  /** Of a fix that is held until the next poll of so many seconds comes. */
  readonly held1s: number[];
  readonly held10s: number[];
  readonly isSound: boolean[];
}

/** A viewer that gets everything later by a fixed latency. */
export interface LateViewer {
  readonly errors: ErrorSamples;
  /** What left the server, at an instant. */
  sent(atMs: number, rows: readonly FrameRow[], removed: readonly string[]): void;
  /** The feed's picture, which those who poll get. */
  pictured(atMs: number, picture: readonly ViewedAircraft[]): void;
  /** Compares what is shown with the truth, once for each aircraft, within the second that begins. */
  compare(secondMs: number, aircraft: readonly Compared[]): void;
}

/** Instants of comparison are spread over the second evenly. */
const GOLDEN = 0.618033988749895;

export function createLateViewer(latencyMs: number): LateViewer {
  const errors: ErrorSamples = { ours: [], held1s: [], held10s: [], isSound: [] };
  const shown = new Map<number, ShownAircraft>();
  const [held1s, held10s] = [createHeld(), createHeld()];
  const onTheWay: { readonly atMs: number; readonly arrive: (atMs: number) => void }[] = [];
  let compared = 0;

  function takeRow(row: FrameRow, atMs: number): void {
    const held = shown.get(row.address);
    const fix = fixOf(row);
    if (held === undefined) shown.set(row.address, createShownAircraft(fix));
    else held.take(fix, atMs);
  }

  function compareOne({ aircraft: one, isSound }: Compared, atMs: number): void {
    const truth = one.at(atMs);
    const place = shown.get(addressToNumber(one.icao24))?.at(atMs);
    const [last1s, last10s] = [held1s.get(one.icao24), held10s.get(one.icao24)];
    if (place === undefined || last1s === undefined || last10s === undefined) return;
    errors.isSound.push(isSound);
    errors.ours.push(distanceM(truth, place));
    errors.held1s.push(distanceM(truth, last1s));
    errors.held10s.push(distanceM(truth, last10s));
  }

  const later = (atMs: number, arrive: (atMs: number) => void): void =>
    void onTheWay.push({ atMs: atMs + latencyMs, arrive });

  return {
    errors,
    sent(atMs, rows, removed) {
      later(atMs, (arrivedAtMs) => {
        for (const row of rows) takeRow(row, arrivedAtMs);
        for (const icao24 of removed) shown.delete(addressToNumber(icao24));
      });
    },
    pictured(atMs, picture) {
      later(atMs, () => {
        held1s.take(picture);
        if ((atMs / 1000) % 10 === 0) held10s.take(picture);
      });
    },
    compare(secondMs, aircraft) {
      const due = aircraft
        .map((one) => ({ one, atMs: secondMs + 1000 * ((compared++ * GOLDEN) % 1) }))
        .filter(({ one, atMs }) => atMs <= one.aircraft.endsAtMs)
        .sort((a, b) => a.atMs - b.atMs);
      for (const { one, atMs } of due) {
        for (let next = onTheWay[0]; next !== undefined && next.atMs <= atMs; next = onTheWay[0]) {
          onTheWay.shift();
          next.arrive(next.atMs);
        }
        compareOne(one, atMs);
      }
    },
  };
}

interface Held {
  take(picture: readonly ViewedAircraft[]): void;
  get(icao24: string): LatLon | undefined;
}

function createHeld(): Held {
  let fixes = new Map<string, LatLon>();
  return {
    take(picture) {
      fixes = new Map(picture.map(({ aircraft, fix }) => [aircraft.icao24, fix]));
    },
    get: (icao24) => fixes.get(icao24),
  };
}

function fixOf({ flags, ...row }: FrameRow): MotionState {
  return {
    ...row,
    onGround: (flags & FLAG.onGround) !== 0,
    state: (flags & FLAG.stale) !== 0 ? 'stale' : 'seen',
  };
}
