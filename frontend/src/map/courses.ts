import { extrapolationLimitMs, predict } from '#domain/motion.ts';
import type { Aircraft } from '../live/aircraft-store.ts';
import { BLEND_MS, correctionLeft, easing } from './blend.ts';
import { alongGreatCircle, RADIANS_PER_METRE } from './great-circle.ts';
import { AT, STRIDE } from './instance-layout.ts';
import { EXACT, EXACT_STRIDE, type Instances } from './instances.ts';
import { mercatorX, shortWay, type MercatorPoint } from './mercator.ts';

/** After a picture or an aircraft stood still for this long, a correction isn't a correction any more: it snaps. */
const SNAP_AFTER_MS = 10_000;
/** A jump that no blending makes believable, as a share of the world's width (about 40 km at the equator). */
const SNAP_BEYOND = 0.001;
/** A turn by less isn't seen, and needs no picture. */
const VISIBLE_TURN = (3 * Math.PI) / 180;
/** Nearer to the pole there is no direction any more. */
const LAST_LATITUDE = 89.99;
const RAD = Math.PI / 180;
const LONG_AGO_S = -1e6;

/** The great circles that aircraft are on, and what is being blended in of corrections: the numbers behind the shader's. */
export interface Courses {
  /** Instant that the times count from, epoch ms of the server. */
  readonly epochMs: number;
  /** Whether aircraft move; with it off one stands where it was when its course was written. */
  moving: boolean;
  /** Puts an aircraft where its fix says it is now. */
  begin(slot: number, aircraft: Aircraft, nowMs: number): void;
  /** Goes over to a newer fix from where the aircraft is drawn; at once where blending would be a lie. */
  handOver(slot: number, aircraft: Aircraft, nowMs: number): void;
  /** From when on it is drawn faded, epoch ms. */
  setConfirmedUntil(slot: number, untilMs: number): void;
  /** Counts from another instant from now on. */
  rebase(nowMs: number, slots: number): void;
  /** Where a slot is now, mercator. */
  pointAt(slot: number, nowMs: number, out: MercatorPoint): void;
  /** When the picture was drawn that is seen now, and the size of its pixels, mercator. */
  notePicture(nowMs: number, pixel: number): void;
  /** How far the slot may get from where its course began, mercator. */
  travel(slot: number): number;
  isBlending(nowMs: number): boolean;
}

export function createCourses(instances: Instances): Courses {
  let epochMs = 0;
  let blendingUntilMs = 0;
  let pictureAtMs = -Infinity;
  let pixelSize = 0;
  const departure = { sinLat: 0, cosLat: 1, sinTrack: 0, cosTrack: 1 };
  const flown: MercatorPoint = { x: 0, y: 0 };
  const from: MercatorPoint = { x: 0, y: 0 };
  const target: MercatorPoint = { x: 0, y: 0 };

  function pointAt(slot: number, nowMs: number, out: MercatorPoint): void {
    const { data, exact } = instances;
    const at = slot * STRIDE;
    const begin = slot * EXACT_STRIDE;
    const nowS = (nowMs - epochMs) / 1000;
    const seconds = Math.max(0, Math.min(nowS, data[at + AT.untilS] ?? 0) - (data[at + AT.sinceS] ?? 0));
    departure.sinLat = exact[begin + EXACT.sinLat] ?? 0;
    departure.cosLat = exact[begin + EXACT.cosLat] ?? 1;
    departure.sinTrack = data[at + AT.sinTrack] ?? 0;
    departure.cosTrack = data[at + AT.cosTrack] ?? 1;
    alongGreatCircle(departure, (data[at + AT.rate] ?? 0) * seconds, flown);
    const left = correctionLeft((nowS - (data[at + AT.begunS] ?? 0)) * 1000, data[at + AT.ease] ?? 1);
    out.x = (exact[begin + EXACT.x] ?? 0) + flown.x + (data[at + AT.correctionX] ?? 0) * left;
    out.y = (exact[begin + EXACT.y] ?? 0) + flown.y + (data[at + AT.correctionY] ?? 0) * left;
  }

  function begin(slot: number, { fix }: Aircraft, nowMs: number): void {
    const { data, exact } = instances;
    const at = slot * STRIDE;
    const place = slot * EXACT_STRIDE;
    const { lat, lon } = courses.moving ? fix : predict(fix, nowMs);
    const sinLat = Math.sin(Math.max(-LAST_LATITUDE, Math.min(LAST_LATITUDE, lat)) * RAD);
    const cosLat = Math.sqrt(1 - sinLat * sinLat);
    const x = mercatorX(lon);
    const y = 0.5 - Math.log((1 + sinLat) / cosLat) / (2 * Math.PI);
    const limitMs = courses.moving ? extrapolationLimitMs(fix) : 0;
    exact[place + EXACT.x] = x;
    exact[place + EXACT.y] = y;
    exact[place + EXACT.sinLat] = sinLat;
    exact[place + EXACT.cosLat] = cosLat;
    exact[place + EXACT.observedAtMs] = fix.observedAtMs;
    exact[place + EXACT.limitMs] = limitMs;
    exact[place + EXACT.writtenAtMs] = nowMs;
    exact[place + EXACT.altitudeM] = fix.altitudeM ?? NaN;
    exact[place + EXACT.verticalRateMps] = fix.verticalRateMps ?? NaN;
    data[at + AT.x] = x;
    data[at + AT.y] = y;
    data[at + AT.restX] = x - Math.fround(x);
    data[at + AT.restY] = y - Math.fround(y);
    const track = (fix.trackDeg ?? 0) * RAD;
    data[at + AT.sinTrack] = Math.sin(track);
    data[at + AT.cosTrack] = Math.cos(track);
    data[at + AT.rate] = limitMs > 0 ? (fix.groundSpeedMps ?? 0) * RADIANS_PER_METRE : 0;
    data[at + AT.correctionX] = 0;
    data[at + AT.correctionY] = 0;
    data[at + AT.begunS] = LONG_AGO_S;
    data[at + AT.ease] = 1;
    data[at + AT.turn] = 0;
    writeTimes(slot);
  }

  function writeTimes(slot: number): void {
    const { data, exact } = instances;
    const at = slot * STRIDE;
    const times = slot * EXACT_STRIDE;
    const sinceS = ((exact[times + EXACT.observedAtMs] ?? 0) - epochMs) / 1000;
    data[at + AT.sinceS] = sinceS;
    data[at + AT.untilS] = sinceS + (exact[times + EXACT.limitMs] ?? 0) / 1000;
    data[at + AT.confirmedUntilS] = ((exact[times + EXACT.confirmedUntilMs] ?? 0) - epochMs) / 1000;
  }

  /** Whether what is drawn in a slot is near enough to the truth to be led over to it. */
  function blends(slot: number, nowMs: number): boolean {
    if (!courses.moving || nowMs - pictureAtMs > SNAP_AFTER_MS) return false;
    const { exact } = instances;
    const limitMs = exact[slot * EXACT_STRIDE + EXACT.limitMs] ?? 0;
    const endedAtMs = (exact[slot * EXACT_STRIDE + EXACT.observedAtMs] ?? 0) + limitMs;
    return limitMs === 0 || nowMs - endedAtMs <= SNAP_AFTER_MS;
  }

  function handOver(slot: number, aircraft: Aircraft, nowMs: number): void {
    if (!blends(slot, nowMs)) {
      begin(slot, aircraft, nowMs);
      return;
    }
    const { data } = instances;
    const at = slot * STRIDE;
    const sinBefore = data[at + AT.sinTrack] ?? 0;
    const cosBefore = data[at + AT.cosTrack] ?? 1;
    const turned = turnLeft(slot, nowMs);
    pointAt(slot, nowMs, from);
    begin(slot, aircraft, nowMs);
    pointAt(slot, nowMs, target);
    const dx = shortWay(from.x - target.x);
    const dy = from.y - target.y;
    if (Math.hypot(dx, dy) > SNAP_BEYOND) return;
    const sin = data[at + AT.sinTrack] ?? 0;
    const cos = data[at + AT.cosTrack] ?? 1;
    const isStraight = sin === sinBefore && cos === cosBefore && turned === 0;
    const turn = isStraight ? 0 : Math.atan2(sinBefore * cos - cosBefore * sin, cosBefore * cos + sinBefore * sin);
    correct(slot, { dx, dy, turn: shortTurn(turn + turned) }, nowMs);
  }

  function turnLeft(slot: number, nowMs: number): number {
    const { data } = instances;
    const at = slot * STRIDE;
    const turn = data[at + AT.turn] ?? 0;
    if (turn === 0) return 0;
    return turn * correctionLeft(nowMs - epochMs - (data[at + AT.begunS] ?? 0) * 1000, data[at + AT.ease] ?? 1);
  }

  function correct(
    slot: number,
    { dx, dy, turn }: { readonly dx: number; readonly dy: number; readonly turn: number },
    nowMs: number,
  ): void {
    const { data, exact } = instances;
    const at = slot * STRIDE;
    // The map is true in angles, so ahead along the course is ahead on the map too.
    const ahead = dx * (data[at + AT.sinTrack] ?? 0) - dy * (data[at + AT.cosTrack] ?? 1);
    const cosLat = exact[slot * EXACT_STRIDE + EXACT.cosLat] ?? 1;
    const flies = ((data[at + AT.rate] ?? 0) * BLEND_MS) / 1000 / (2 * Math.PI * cosLat);
    data[at + AT.correctionX] = dx;
    data[at + AT.correctionY] = dy;
    data[at + AT.begunS] = (nowMs - epochMs) / 1000;
    data[at + AT.ease] = easing(ahead, flies);
    data[at + AT.turn] = turn;
    const isSeen = Math.hypot(dx, dy) > pixelSize / 2 || Math.abs(turn) > VISIBLE_TURN;
    if (isSeen) blendingUntilMs = nowMs + BLEND_MS;
  }

  const courses: Courses = {
    get epochMs() {
      return epochMs;
    },
    moving: true,
    begin,
    handOver,
    setConfirmedUntil(slot, untilMs) {
      instances.exact[slot * EXACT_STRIDE + EXACT.confirmedUntilMs] = untilMs;
      instances.data[slot * STRIDE + AT.confirmedUntilS] = (untilMs - epochMs) / 1000;
    },
    rebase(nowMs, slots) {
      const { data } = instances;
      const byS = (nowMs - epochMs) / 1000;
      epochMs = nowMs;
      for (let slot = 0; slot < slots; slot++) {
        const at = slot * STRIDE + AT.begunS;
        data[at] = Math.max(LONG_AGO_S, (data[at] ?? 0) - byS);
        writeTimes(slot);
      }
    },
    pointAt,
    notePicture(nowMs, pixel) {
      pictureAtMs = nowMs;
      pixelSize = pixel;
    },
    travel(slot) {
      const { data, exact } = instances;
      const at = slot * STRIDE;
      const seconds = (data[at + AT.untilS] ?? 0) - (data[at + AT.sinceS] ?? 0);
      const cosLat = exact[slot * EXACT_STRIDE + EXACT.cosLat] ?? 1;
      return ((data[at + AT.rate] ?? 0) * seconds) / (2 * Math.PI * cosLat);
    },
    isBlending: (nowMs) => nowMs < blendingUntilMs,
  };
  return courses;
}

/** An angle the short way around: -π to π. */
function shortTurn(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}
