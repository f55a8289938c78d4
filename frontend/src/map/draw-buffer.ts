import type { LatLon } from '#domain/geo.ts';
import { confirmedMs } from '#domain/level.ts';
import { altitudeAfter } from '#domain/motion.ts';
import { addressFromNumber } from '#domain/address.ts';
import { FLAG } from '#contracts/live-frame.ts';
import type { Aircraft } from '../live/aircraft-store.ts';
import { createSlotLooks, LOOK } from './aircraft-look.ts';
import { isLowIn } from './course-limits.ts';
import { createCourses } from './courses.ts';
import { createDirtyBlocks } from './dirty-blocks.ts';
import { createFleetArrays } from './fleet-arrays.ts';
import { createFleetCursor, type Fleet } from './fleet-cursor.ts';
import { TURNS_PER_RADIAN } from './great-circle.ts';
import { AT, NOT_DRAWN, STRIDE } from './instance-layout.ts';
import { createInstances, EXACT, EXACT_STRIDE } from './instances.ts';
import { fromMercator, type MercatorPoint } from './mercator.ts';
import { createSlotGrid, gridCell, type MercatorBox } from './slot-grid.ts';

/** Times go to the shader as seconds since an epoch that is moved before single precision shows (0.1 ms). */
const EPOCH_LIFETIME_MS = 10 * 60_000;
/** No address. */
const NOBODY = -1;

/** Where an aircraft is drawn, and from what. */
export interface DrawnAircraft extends LatLon {
  readonly icao24: string;
  readonly observedAtMs: number;
  readonly extrapolatedMs: number;
  readonly altitudeM: number | null;
}

/**
 * How long after its fix an aircraft counts as confirmed, ms.
 * @param feed the name of what it was heard by, empty where that isn't known yet
 * @param isLow below the altitude from which keepalives come less often
 */
export type ConfirmedFor = (feed: string, isLow: boolean) => number;

/**
 * The fleet as the graphics card gets it: per aircraft the point and the great circle that it left on, the correction that
 * is being blended in, and its look (instance-layout.ts). A record is written once; a picture changes nothing.
 */
export interface DrawBuffer {
  readonly data: Float32Array;
  /** Slots in use are below this. */
  readonly slots: number;
  /** Aircraft that are drawn: those held that the rule of {@link DrawBuffer.setShown} lets through. */
  readonly count: number;
  /** Slots of aircraft in an emergency that are drawn, to be drawn on top of the others. */
  readonly emergencies: ReadonlySet<number>;
  /** Instant that the times in {@link data} count from, epoch ms of the server. */
  readonly epochMs: number;
  /**
   * Begins a picture: says its instant, before the changed slots are put.
   * @param pixel size of a CSS pixel, mercator: smaller corrections can't be seen
   */
  advance(nowMs: number, pixel: number): void;
  /** Takes what the fleet has in a slot as of that instant, which may be nothing. */
  put(slot: number): void;
  /** Ends a picture: what comes later corrects what it shows. */
  notePicture(): void;
  /** Draws only those for which the rule is true; null shows all. The rule may not keep what it is given. */
  setShown(rule: ((aircraft: Aircraft) => boolean) | null): void;
  /** Takes a rule that says how long after its fix an aircraft counts as confirmed; it is drawn faded from then on. */
  setConfirmedFor(rule: ConfirmedFor): void;
  /** With it off an aircraft stands where it was when its record came. */
  setMoving(moving: boolean): void;
  /** Where a slot is drawn, mercator; false for an empty or hidden one. x may run over 0 or 1 by a little. */
  drawnAt(slot: number, nowMs: number, out: MercatorPoint): boolean;
  drawn(slot: number, nowMs: number): DrawnAircraft | null;
  /** Whose symbol is drawn in a slot; undefined for an empty or hidden one. */
  addressOf(slot: number): string | undefined;
  /** The slot of an aircraft that is drawn. */
  slotOf(icao24: string): number | undefined;
  /** Visits the slots that may be drawn in a box, and some that aren't, once. */
  visit(box: MercatorBox, visit: (slot: number) => void): void;
  /** Whether a correction that can be seen is being blended in. */
  isBlending(nowMs: number): boolean;
  /** Hands out ranges of {@link data}, in floats, that changed since the last call. */
  takeDirty(visit: (from: number, to: number) => void): void;
}

export function createDrawBuffer(fleet: Fleet): DrawBuffer {
  const { columns } = fleet;
  const instances = createInstances();
  const arrays = createFleetArrays(columns);
  const courses = createCourses(columns, arrays, instances);
  const cursor = createFleetCursor(fleet);
  const looks = createSlotLooks(arrays, fleet.identityAt);
  /** Of each slot, as it is drawn: while the picture stands still the fleet may be further on. */
  const addresses: (string | undefined)[] = [];
  const numbers: number[] = [];
  const flags: number[] = [];
  const slotByAddress = new Map<string, number>();
  const emergencies = new Set<number>();
  const dirty = createDirtyBlocks();
  const grid = createSlotGrid();
  let isShown: ((aircraft: Aircraft) => boolean) | null = null;
  let confirmedFor = confirmedAtWorldLevel;
  let lastFeed: string | null = null;
  let lastConfirmed = { highMs: 0, lowMs: 0 };
  let count = 0;

  function clear(slot: number): void {
    const gone = addresses[slot];
    if (gone !== undefined && slotByAddress.get(gone) === slot) slotByAddress.delete(gone);
    addresses[slot] = undefined;
    numbers[slot] = NOBODY;
    grid.remove(slot);
    draw(slot, NOT_DRAWN);
  }

  /** Writes the look, and keeps the accounts of what is drawn. */
  function draw(slot: number, look: number): void {
    const at = slot * STRIDE + AT.look;
    const { data } = instances;
    const before = data[at] ?? NOT_DRAWN;
    dirty.mark(slot);
    if (before === look) return;
    data[at] = look;
    const isDrawnNow = look !== NOT_DRAWN;
    if ((before !== NOT_DRAWN) !== isDrawnNow) count += isDrawnNow ? 1 : -1;
    if (isDrawnNow && (look & LOOK.emergency) !== 0) emergencies.add(slot);
    else emergencies.delete(slot);
  }

  function shownLook(slot: number): number {
    const isDrawnNow = isShown === null || isShown(cursor.moveTo(slot, addresses[slot] ?? ''));
    return isDrawnNow ? looks.of(slot) : NOT_DRAWN;
  }

  function take(slot: number): void {
    const number = arrays.address[slot] ?? 0;
    const flagsNow = arrays.flags[slot] ?? 0;
    if (number !== numbers[slot]) {
      welcome(slot, number);
      courses.begin(slot);
    } else if (isNewer(slot, flagsNow)) {
      courses.handOver(slot);
    }
    flags[slot] = flagsNow;
    courses.setConfirmedFor(slot, confirmedForMs(slot));
    looks.note(slot);
    grid.put(slot, cellOf(slot));
    draw(slot, shownLook(slot));
  }

  function confirmedForMs(slot: number): number {
    if (((arrays.flags[slot] ?? 0) & FLAG.stale) !== 0) return 0;
    const feed = fleet.identityAt(slot)?.feed ?? '';
    if (feed !== lastFeed) {
      lastFeed = feed;
      lastConfirmed = { highMs: confirmedFor(feed, false), lowMs: confirmedFor(feed, true) };
    }
    return isLowIn(arrays, slot) ? lastConfirmed.lowMs : lastConfirmed.highMs;
  }

  function welcome(slot: number, number: number): void {
    clear(slot);
    const icao24 = addressFromNumber(number);
    addresses[slot] = icao24;
    numbers[slot] = number;
    slotByAddress.set(icao24, slot);
    looks.forget(slot);
  }

  /** A change of text alone is no new fix. */
  function isNewer(slot: number, flagsNow: number): boolean {
    const drawnMs = instances.exact[slot * EXACT_STRIDE + EXACT.observedAtMs];
    return arrays.observedAtMs[slot] !== drawnMs || (((flags[slot] ?? 0) ^ flagsNow) & FLAG.stale) !== 0;
  }

  function cellOf(slot: number): number {
    const { exact, data } = instances;
    const at = slot * EXACT_STRIDE;
    const motion = slot * STRIDE;
    const seconds = (data[motion + AT.untilS] ?? 0) - (data[motion + AT.sinceS] ?? 0);
    const travel = ((data[motion + AT.rate] ?? 0) * seconds * TURNS_PER_RADIAN) / (exact[at + EXACT.cosLat] ?? 1);
    return gridCell(exact[at + EXACT.x] ?? 0, exact[at + EXACT.y] ?? 0, travel);
  }

  function rewrite(write: (slot: number) => void): void {
    arrays.refresh();
    for (let slot = 0; slot < numbers.length; slot++) {
      // While the picture stood still, the fleet may have given the slot to another.
      if (columns.isHeld(slot) && columns.address[slot] === numbers[slot]) write(slot);
    }
    dirty.markAll(numbers.length);
  }

  function isDrawn(slot: number): boolean {
    return slot < numbers.length && instances.data[slot * STRIDE + AT.look] !== NOT_DRAWN;
  }

  function drawnAt(slot: number, nowMs: number, out: MercatorPoint): boolean {
    if (!isDrawn(slot)) return false;
    courses.pointAt(slot, nowMs, out);
    return true;
  }

  function drawn(slot: number, nowMs: number): DrawnAircraft | null {
    const icao24 = addresses[slot];
    const point = { x: 0, y: 0 };
    if (icao24 === undefined || !drawnAt(slot, nowMs, point)) return null;
    const { data, exact } = instances;
    const at = slot * EXACT_STRIDE;
    const observedAtMs = exact[at + EXACT.observedAtMs] ?? 0;
    const sinceMs = Math.max(0, nowMs - observedAtMs);
    const limitMs = ((data[slot * STRIDE + AT.untilS] ?? 0) - (data[slot * STRIDE + AT.sinceS] ?? 0)) * 1000;
    const extrapolatedMs = courses.moving
      ? Math.min(sinceMs, Math.round(limitMs))
      : (exact[at + EXACT.stoodForMs] ?? 0);
    const altitude = {
      altitudeM: known(exact[at + EXACT.altitudeM]),
      verticalRateMps: known(exact[at + EXACT.verticalRateMps]),
    };
    const altitudeM = altitudeAfter(altitude, extrapolatedMs / 1000);
    return { ...fromMercator(point.x, point.y), icao24, observedAtMs, extrapolatedMs, altitudeM };
  }

  return {
    get data() {
      return instances.data;
    },
    get slots() {
      return numbers.length;
    },
    emergencies,
    get count() {
      return count;
    },
    get epochMs() {
      return courses.epochMs;
    },
    advance(nowMs, pixel) {
      arrays.refresh();
      instances.reserve(columns.slots);
      courses.setNow(nowMs, pixel);
      if (Math.abs(nowMs - courses.epochMs) <= EPOCH_LIFETIME_MS) return;
      courses.rebase(numbers.length);
      dirty.markAll(numbers.length);
    },
    put(slot) {
      if (columns.isHeld(slot)) take(slot);
      else clear(slot);
    },
    notePicture: () => courses.notePicture(),
    setShown(rule) {
      isShown = rule;
      rewrite((slot) => draw(slot, shownLook(slot)));
    },
    setConfirmedFor(rule) {
      confirmedFor = rule;
      lastFeed = null;
      rewrite((slot) => courses.setConfirmedFor(slot, confirmedForMs(slot)));
    },
    setMoving(next) {
      if (next === courses.moving) return;
      courses.moving = next;
      rewrite((slot) => {
        courses.begin(slot);
        grid.put(slot, cellOf(slot));
      });
    },
    drawnAt,
    drawn,
    addressOf: (slot) => (isDrawn(slot) ? addresses[slot] : undefined),
    slotOf(icao24) {
      const slot = slotByAddress.get(icao24);
      return slot !== undefined && isDrawn(slot) ? slot : undefined;
    },
    visit: (box, visit) => grid.visit(box, visit),
    isBlending: (nowMs) => courses.isBlending(nowMs),
    takeDirty: (visit) => dirty.take((from, to) => visit(from * STRIDE, Math.min(instances.data.length, to * STRIDE))),
  };
}

/** Where nothing else is told, silence counts as at the coarsest level. */
function confirmedAtWorldLevel(_feed: string, isLow: boolean): number {
  return confirmedMs('world', { altitudeM: isLow ? 0 : null });
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
