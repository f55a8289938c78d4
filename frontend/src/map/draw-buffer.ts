import type { LatLon } from '#domain/geo.ts';
import { extrapolationLimitMs, predict, type MotionState } from '#domain/motion.ts';
import type { Aircraft } from '../live/aircraft-store.ts';
import { silhouetteOf, SILHOUETTES } from './aircraft-kind.ts';
import { ALTITUDE_BANDS, altitudeBand } from './altitude-scale.ts';
import { fromMercator, mercatorX, mercatorY, shortWay } from './mercator.ts';

/** Floats of one aircraft in {@link DrawBuffer.data}, in the order of the shader's attributes. */
export const STRIDE = 14;
/** Offset of each attribute and how many floats it has. */
export const ATTRIBUTES = { place: [0, 4], motion: [4, 4], correction: [8, 4], look: [12, 2] } as const;

/** Bits of a look above the silhouette (3) and the altitude band (3). */
export const LOOK = { emergency: 64, simulated: 128, hollow: 256 } as const;

/** Time in which a correction is blended in. */
export const BLEND_MS = 1000;
/** After a picture or an aircraft stood still for this long, a correction isn't a correction any more: it snaps. */
const SNAP_AFTER_MS = 10_000;
/** A jump that no blending makes believable, as a share of the world's width (about 40 km at the equator). */
const SNAP_BEYOND = 0.001;
/** Great circles are drawn as straight pieces of this length in time; over it the two differ by less than 0.2 m. */
const PIECE_MS = 5000;
/** An aircraft that can't be carried on counts as fresh for this long. */
const STANDING_FRESH_MS = 60_000;
/** Times go to the shader as seconds since an epoch that is moved before single precision shows (0.1 ms). */
const EPOCH_LIFETIME_MS = 10 * 60_000;
/** ICAO knows some 2,800 type designators. */
const MOST_TYPES = 8192;
const GROWTH = 1024;
const BLOCK = 256;

/** Where an aircraft is drawn, and from what. */
export interface DrawnAircraft extends LatLon {
  readonly icao24: string;
  readonly observedAtMs: number;
  readonly extrapolatedMs: number;
  readonly altitudeM: number | null;
}

/**
 * The fleet as the graphics card gets it: per aircraft a point on the map, its velocity, the correction that is being
 * blended in, and its look. Only what changed is written anew.
 */
export interface DrawBuffer {
  readonly data: Float32Array;
  /** Slots in use are below this. */
  readonly slots: number;
  readonly count: number;
  /** Slots of aircraft in an emergency, to be drawn on top of the others. */
  readonly emergencies: ReadonlySet<number>;
  /** Instant that the times in {@link data} count from, epoch ms of the server. */
  readonly epochMs: number;
  /** Takes what is in a slot from now on, `undefined` for nothing. */
  put(slot: number, aircraft: Aircraft | undefined, nowMs: number): void;
  /**
   * Renews the pieces that run out; call it before each picture.
   * @param pixel size of a CSS pixel, mercator: smaller corrections can't be seen
   */
  advance(nowMs: number, pixel: number): void;
  /** Draws only those for which the rule is true; null shows all. */
  setShown(rule: ((aircraft: Aircraft) => boolean) | null): void;
  /** With it off an aircraft stands where it was when its record came. */
  setMoving(moving: boolean, nowMs: number): void;
  /** Where a slot is drawn, mercator; false for an empty one. x may run over 0 or 1 by a little. */
  drawnAt(slot: number, nowMs: number, out: MercatorPoint): boolean;
  drawn(slot: number, nowMs: number): DrawnAircraft | null;
  slotOf(icao24: string): number | undefined;
  /** Whether a correction that can be seen is being blended in. */
  isBlending(nowMs: number): boolean;
  /** Hands out ranges of {@link data}, in floats, that changed since the last call. */
  takeDirty(visit: (from: number, to: number) => void): void;
}

export interface MercatorPoint {
  x: number;
  y: number;
}

export function createDrawBuffer(): DrawBuffer {
  let data = new Float32Array(GROWTH * STRIDE);
  /** Points and velocities once more in double precision: x, y, per second x, y, since, until (epoch ms), correction x, y, begun. */
  let exact = new Float64Array(GROWTH * 9);
  const aircraft: (Aircraft | undefined)[] = [];
  const slotByAddress = new Map<string, number>();
  const dirtyBlocks = new Set<number>();
  const emergencies = new Set<number>();
  let isShown: ((aircraft: Aircraft) => boolean) | null = null;
  let epochMs = 0;
  let moving = true;
  let blendingUntilMs = 0;
  let pictureAtMs = -Infinity;
  let nextRenewal = 0;
  let pixelSize = 0;
  const silhouettes = new Map<string, number>();

  function grow(slot: number): void {
    if (slot * STRIDE + STRIDE <= data.length) return;
    const capacity = Math.ceil((slot + 1) / GROWTH) * GROWTH * 2;
    const larger = new Float32Array(capacity * STRIDE);
    larger.set(data);
    data = larger;
    const largerExact = new Float64Array(capacity * 9);
    largerExact.set(exact);
    exact = largerExact;
    for (let block = 0; block * BLOCK < aircraft.length; block++) dirtyBlocks.add(block);
  }

  function clear(slot: number): void {
    const gone = aircraft[slot];
    if (gone !== undefined && slotByAddress.get(gone.icao24) === slot) slotByAddress.delete(gone.icao24);
    aircraft[slot] = undefined;
    emergencies.delete(slot);
    data[slot * STRIDE + 13] = -1;
    dirtyBlocks.add(Math.floor(slot / BLOCK));
  }

  function place(
    slot: number,
    fix: MotionState,
    nowMs: number,
    correction: MercatorPoint | null,
    { x, y } = predictedAt(fix, nowMs),
  ): void {
    const limitMs = extrapolationLimitMs(fix);
    const untilMs = moving ? fix.observedAtMs + limitMs : nowMs;
    const pieceMs = Math.min(PIECE_MS, untilMs - nowMs);
    let vx = 0;
    let vy = 0;
    if (pieceMs > 0) {
      const there = predictedAt(fix, nowMs + pieceMs);
      vx = shortWay(there.x - x) / (pieceMs / 1000);
      vy = (there.y - y) / (pieceMs / 1000);
    }
    const at = slot * 9;
    exact[at] = x;
    exact[at + 1] = y;
    exact[at + 2] = vx;
    exact[at + 3] = vy;
    exact[at + 4] = nowMs;
    exact[at + 5] = Math.max(nowMs, untilMs);
    if (correction !== null) {
      exact[at + 6] = correction.x;
      exact[at + 7] = correction.y;
      exact[at + 8] = nowMs;
      if (Math.hypot(correction.x, correction.y) > pixelSize / 2) blendingUntilMs = nowMs + BLEND_MS;
    }
    write(slot, fix, limitMs);
  }

  function write(slot: number, fix: MotionState, limitMs: number): void {
    const from = slot * STRIDE;
    const at = slot * 9;
    const x = exact[at] ?? 0;
    const y = exact[at + 1] ?? 0;
    data[from] = x;
    data[from + 1] = y;
    data[from + 2] = x - Math.fround(x);
    data[from + 3] = y - Math.fround(y);
    data[from + 4] = exact[at + 2] ?? 0;
    data[from + 5] = exact[at + 3] ?? 0;
    data[from + 6] = ((exact[at + 4] ?? 0) - epochMs) / 1000;
    data[from + 7] = ((exact[at + 5] ?? 0) - epochMs) / 1000;
    data[from + 8] = exact[at + 6] ?? 0;
    data[from + 9] = exact[at + 7] ?? 0;
    data[from + 10] = ((exact[at + 8] ?? 0) - epochMs) / 1000;
    data[from + 11] = (fix.observedAtMs + (limitMs > 0 ? limitMs : STANDING_FRESH_MS) - epochMs) / 1000;
    dirtyBlocks.add(Math.floor(slot / BLOCK));
  }

  /** The same few types come again and again. */
  function silhouetteIndex(typeCode: string | null, onGround: boolean): number {
    const key = `${onGround ? '-' : '+'}${typeCode ?? ''}`;
    const known = silhouettes.get(key);
    if (known !== undefined) return known;
    const index = SILHOUETTES.indexOf(silhouetteOf(typeCode, onGround));
    if (silhouettes.size < MOST_TYPES) silhouettes.set(key, index);
    return index;
  }

  function writeLook(slot: number, { fix, identity, emergency, kind }: Aircraft): void {
    const silhouette = silhouetteIndex(identity?.typeCode ?? null, fix.onGround);
    const band = ALTITUDE_BANDS.indexOf(altitudeBand(fix.altitudeM, fix.onGround));
    const bits =
      (emergency ? LOOK.emergency : 0) |
      (kind === 'simulated' ? LOOK.simulated : 0) |
      (fix.state === 'stale' ? LOOK.hollow : 0);
    if (emergency) emergencies.add(slot);
    else emergencies.delete(slot);
    data[slot * STRIDE + 12] = ((fix.trackDeg ?? 0) * Math.PI) / 180;
    data[slot * STRIDE + 13] = isHidden(slot) ? -1 : silhouette | (band << 3) | bits;
  }

  function isHidden(slot: number): boolean {
    const held = aircraft[slot];
    return held === undefined || (isShown !== null && !isShown(held));
  }

  function drawnAt(slot: number, nowMs: number, out: MercatorPoint): boolean {
    if (isHidden(slot)) return false;
    const at = slot * 9;
    const seconds = Math.max(0, Math.min(nowMs, exact[at + 5] ?? 0) - (exact[at + 4] ?? 0)) / 1000;
    const left = correctionLeft(nowMs - (exact[at + 8] ?? 0));
    out.x = (exact[at] ?? 0) + (exact[at + 2] ?? 0) * seconds + (exact[at + 6] ?? 0) * left;
    out.y = (exact[at + 1] ?? 0) + (exact[at + 3] ?? 0) * seconds + (exact[at + 7] ?? 0) * left;
    return true;
  }

  /** From where the aircraft is drawn now to where its new fix puts it; nothing where it shall snap. */
  function correctionFor(
    slot: number,
    before: Aircraft | undefined,
    next: Aircraft,
    target: MercatorPoint,
    nowMs: number,
  ): MercatorPoint {
    const none = { x: 0, y: 0 };
    if (before?.icao24 !== next.icao24 || !moving || nowMs - pictureAtMs > SNAP_AFTER_MS) return none;
    const endedAtMs = before.fix.observedAtMs + extrapolationLimitMs(before.fix);
    if (extrapolationLimitMs(before.fix) > 0 && nowMs - endedAtMs > SNAP_AFTER_MS) return none;
    drawnAt(slot, nowMs, none);
    const dx = shortWay(none.x - target.x);
    const dy = none.y - target.y;
    return Math.hypot(dx, dy) > SNAP_BEYOND ? { x: 0, y: 0 } : { x: dx, y: dy };
  }

  function rebase(nowMs: number): void {
    epochMs = nowMs;
    aircraft.forEach((held, slot) => {
      if (held !== undefined) write(slot, held.fix, extrapolationLimitMs(held.fix));
    });
  }

  return {
    get data() {
      return data;
    },
    get slots() {
      return aircraft.length;
    },
    emergencies,
    get count() {
      return slotByAddress.size;
    },
    get epochMs() {
      return epochMs;
    },
    put(slot, next, nowMs) {
      grow(slot);
      if (Math.abs(nowMs - epochMs) > EPOCH_LIFETIME_MS) rebase(nowMs);
      const before = aircraft[slot];
      if (next === undefined) {
        clear(slot);
        return;
      }
      const isOther = before?.icao24 !== next.icao24;
      if (isOther || before.fix !== next.fix) {
        const here = predictedAt(next.fix, nowMs);
        const correction = correctionFor(slot, before, next, here, nowMs);
        if (isOther) clear(slot);
        place(slot, next.fix, nowMs, correction, here);
      }
      aircraft[slot] = next;
      slotByAddress.set(next.icao24, slot);
      writeLook(slot, next);
      dirtyBlocks.add(Math.floor(slot / BLOCK));
    },
    advance(nowMs, pixel) {
      pixelSize = pixel;
      const elapsedMs = nowMs - pictureAtMs;
      pictureAtMs = nowMs;
      if (!moving || aircraft.length === 0) return;
      if (Math.abs(nowMs - epochMs) > EPOCH_LIFETIME_MS) rebase(nowMs);
      // All are renewed once per piece, an equal share with every picture.
      const share = Math.min(1, Math.max(0, elapsedMs) / (PIECE_MS * 0.8));
      const due = Math.min(aircraft.length, Math.ceil(aircraft.length * share));
      for (let step = 0; step < due; step++) {
        nextRenewal = (nextRenewal + 1) % aircraft.length;
        const held = aircraft[nextRenewal];
        const isOver = (exact[nextRenewal * 9 + 5] ?? 0) <= (exact[nextRenewal * 9 + 4] ?? 0);
        if (held !== undefined && !isOver) place(nextRenewal, held.fix, nowMs, null);
      }
    },
    setShown(rule) {
      isShown = rule;
      aircraft.forEach((held, slot) => {
        if (held === undefined) return;
        writeLook(slot, held);
        dirtyBlocks.add(Math.floor(slot / BLOCK));
      });
    },
    setMoving(next, nowMs) {
      if (next === moving) return;
      moving = next;
      aircraft.forEach((held, slot) => {
        if (held !== undefined) place(slot, held.fix, nowMs, { x: 0, y: 0 });
      });
    },
    drawnAt,
    drawn(slot, nowMs) {
      const held = aircraft[slot];
      const point = { x: 0, y: 0 };
      if (held === undefined || !drawnAt(slot, nowMs, point)) return null;
      const at = moving ? nowMs : (exact[slot * 9 + 4] ?? 0);
      const { extrapolatedMs, altitudeM } = predict(held.fix, at);
      const { icao24, fix } = held;
      return { ...fromMercator(point.x, point.y), icao24, observedAtMs: fix.observedAtMs, extrapolatedMs, altitudeM };
    },
    slotOf: (icao24) => slotByAddress.get(icao24),
    isBlending: (nowMs) => nowMs < blendingUntilMs,
    takeDirty(visit) {
      let from = -1;
      let to = -1;
      for (const block of [...dirtyBlocks].sort((a, b) => a - b)) {
        if (block !== to) {
          if (from >= 0) visit(from * BLOCK * STRIDE, Math.min(data.length, to * BLOCK * STRIDE));
          from = block;
        }
        to = block + 1;
      }
      if (from >= 0) visit(from * BLOCK * STRIDE, Math.min(data.length, to * BLOCK * STRIDE));
      dirtyBlocks.clear();
    },
  };
}

function predictedAt(fix: MotionState, atMs: number): MercatorPoint {
  const point = predict(fix, atMs);
  return { x: mercatorX(point.lon), y: mercatorY(point.lat) };
}

/** Share of a correction that is still to be blended in, the same curve as in the shader. */
export function correctionLeft(sinceMs: number): number {
  const done = Math.max(0, Math.min(1, sinceMs / BLEND_MS));
  return 1 - done * done * (3 - 2 * done);
}
