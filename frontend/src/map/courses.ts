import { predict } from '#domain/motion.ts';
import type { FleetColumns } from '../live/fleet-columns.ts';
import { BLEND_MS, correctionLeft, easing } from './blend.ts';
import { columnLimitMs } from './course-limits.ts';
import type { FleetArrays } from './fleet-arrays.ts';
import { alongGreatCircle, createLeg, LEG, RADIANS_PER_METRE, TURNS_PER_RADIAN } from './great-circle.ts';
import { AT, STRIDE } from './instance-layout.ts';
import { EXACT, EXACT_STRIDE, type Instances } from './instances.ts';
import { shortWay, type MercatorPoint } from './mercator.ts';

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
/** Mercator, on the equator, that is flown while a correction is blended in at a radian per second. */
const FLOWN_PER_RATE = (BLEND_MS / 1000) * TURNS_PER_RADIAN;
const TIMES = [AT.sinceS, AT.untilS, AT.confirmedUntilS, AT.begunS];

/** The great circles that aircraft are on, and what is being blended in of corrections: the numbers behind the shader's. */
export interface Courses {
  /** Instant that the times count from, epoch ms of the server. */
  readonly epochMs: number;
  /** Whether aircraft move; with it off one stands where it was when its course was written. */
  moving: boolean;
  /** The instant of the picture that is being made, and the size of its pixels, mercator. */
  setNow(nowMs: number, pixel: number): void;
  /** Puts what the fleet has in a slot where its fix says it is now. */
  begin(slot: number): void;
  /** Goes over to a newer fix from where the slot is drawn; at once where blending would be a lie. */
  handOver(slot: number): void;
  /** From when on it is drawn faded, ms after its fix. */
  setConfirmedFor(slot: number, forMs: number): void;
  /** Counts from now on from the instant that is now. */
  rebase(slots: number): void;
  /** Where a slot is at an instant, mercator. */
  pointAt(slot: number, atMs: number, out: MercatorPoint): void;
  /** A picture was drawn of the instant that is now. */
  notePicture(): void;
  isBlending(atMs: number): boolean;
}

/** Sines and cosines of whole degrees, in which tracks come. */
const SINES = Float64Array.from({ length: 361 }, (_, degree) => Math.sin(degree * RAD));
const COSINES = Float64Array.from({ length: 361 }, (_, degree) => Math.cos(degree * RAD));

export function createCourses(columns: FleetColumns, fleet: FleetArrays, instances: Instances): Courses {
  let epochMs = 0;
  let nowMs = 0;
  let nowS = 0;
  let pictureAtMs = -Infinity;
  let leastSeen = 0;
  let blendingUntilMs = 0;
  const leg = createLeg();
  /** Where a slot is: mercator x and y, and the part of its turn that is left. */
  const place = new Float64Array(3);

  /** Writes where a slot is into `place`. */
  function locate(slot: number, atS: number): void {
    const { data, exact } = instances;
    const at = slot * STRIDE;
    const begun = slot * EXACT_STRIDE;
    const seconds = Math.max(0, Math.min(atS, data[at + AT.untilS] ?? 0) - (data[at + AT.sinceS] ?? 0));
    leg[LEG.sinLat] = exact[begun + EXACT.sinLat] ?? 0;
    leg[LEG.cosLat] = exact[begun + EXACT.cosLat] ?? 1;
    leg[LEG.sinTrack] = data[at + AT.sinTrack] ?? 0;
    leg[LEG.cosTrack] = data[at + AT.cosTrack] ?? 1;
    leg[LEG.angle] = (data[at + AT.rate] ?? 0) * seconds;
    alongGreatCircle(leg);
    const left = correctionLeft((atS - (data[at + AT.begunS] ?? 0)) * 1000, data[at + AT.ease] ?? 1);
    place[0] = (exact[begun + EXACT.x] ?? 0) + (leg[LEG.x] ?? 0) + (data[at + AT.correctionX] ?? 0) * left;
    place[1] = (exact[begun + EXACT.y] ?? 0) + (leg[LEG.y] ?? 0) + (data[at + AT.correctionY] ?? 0) * left;
    place[2] = (data[at + AT.turn] ?? 0) * left;
  }

  function begin(slot: number): void {
    writePlace(slot);
    writeMotion(slot);
  }

  function writePlace(slot: number): void {
    const { data, exact } = instances;
    const at = slot * STRIDE;
    const begun = slot * EXACT_STRIDE;
    let lat = fleet.lat[slot] ?? 0;
    let lon = fleet.lon[slot] ?? 0;
    if (!courses.moving) {
      const stands = predict(columns.fixOf(slot), nowMs);
      lat = stands.lat;
      lon = stands.lon;
      exact[begun + EXACT.stoodForMs] = stands.extrapolatedMs;
    }
    const sinLat = Math.sin(Math.max(-LAST_LATITUDE, Math.min(LAST_LATITUDE, lat)) * RAD);
    const cosLat = Math.sqrt(1 - sinLat * sinLat);
    const x = lon * (1 / 360) + 0.5;
    const y = 0.5 - Math.log((1 + sinLat) / cosLat) * TURNS_PER_RADIAN;
    exact[begun + EXACT.x] = x;
    exact[begun + EXACT.y] = y;
    exact[begun + EXACT.sinLat] = sinLat;
    exact[begun + EXACT.cosLat] = cosLat;
    exact[begun + EXACT.altitudeM] = fleet.altitudeM[slot] ?? NaN;
    exact[begun + EXACT.verticalRateMps] = fleet.verticalRateMps[slot] ?? NaN;
    data[at + AT.x] = x;
    data[at + AT.y] = y;
    data[at + AT.restX] = x - Math.fround(x);
    data[at + AT.restY] = y - Math.fround(y);
  }

  /** Along the reported track, with nothing to be blended in. */
  function writeMotion(slot: number): void {
    const { data, exact } = instances;
    const at = slot * STRIDE;
    const limitMs = courses.moving ? columnLimitMs(fleet, slot) : 0;
    const track = fleet.trackDeg[slot] ?? NaN;
    const whole = track | 0;
    const isWhole = whole === track && whole >= 0 && whole <= 360;
    // An unknown track is drawn as north.
    data[at + AT.sinTrack] = isWhole ? (SINES[whole] ?? 0) : Math.sin(track * RAD) || 0;
    data[at + AT.cosTrack] = isWhole ? (COSINES[whole] ?? 1) : Math.cos(track * RAD) || 1;
    data[at + AT.rate] = limitMs > 0 ? (fleet.groundSpeedMps[slot] ?? 0) * RADIANS_PER_METRE : 0;
    data[at + AT.correctionX] = 0;
    data[at + AT.correctionY] = 0;
    data[at + AT.begunS] = LONG_AGO_S;
    data[at + AT.ease] = 1;
    data[at + AT.turn] = 0;
    const observedAtMs = fleet.observedAtMs[slot] ?? 0;
    const sinceS = (observedAtMs - epochMs) * 0.001;
    exact[slot * EXACT_STRIDE + EXACT.observedAtMs] = observedAtMs;
    data[at + AT.sinceS] = sinceS;
    data[at + AT.untilS] = sinceS + limitMs * 0.001;
  }

  /** Whether what is drawn in a slot is near enough to the truth to be led over to it. */
  function blends(at: number): boolean {
    const { data } = instances;
    if (!courses.moving || nowMs - pictureAtMs > SNAP_AFTER_MS) return false;
    const untilS = data[at + AT.untilS] ?? 0;
    return untilS === data[at + AT.sinceS] || (nowS - untilS) * 1000 <= SNAP_AFTER_MS;
  }

  function handOver(slot: number): void {
    const { data } = instances;
    const at = slot * STRIDE;
    if (!blends(at)) {
      begin(slot);
      return;
    }
    const sinBefore = data[at + AT.sinTrack] ?? 0;
    const cosBefore = data[at + AT.cosTrack] ?? 1;
    locate(slot, nowS);
    const fromX = place[0] ?? 0;
    const fromY = place[1] ?? 0;
    const turned = place[2] ?? 0;
    begin(slot);
    locate(slot, nowS);
    const dx = shortWay(fromX - (place[0] ?? 0));
    const dy = fromY - (place[1] ?? 0);
    if (dx * dx + dy * dy > SNAP_BEYOND * SNAP_BEYOND) return;
    data[at + AT.correctionX] = dx;
    data[at + AT.correctionY] = dy;
    data[at + AT.turn] = turned + turnFrom(sinBefore, cosBefore, at);
    correct(slot);
  }

  /** From the track of an instance to another one, radians. */
  function turnFrom(sinBefore: number, cosBefore: number, at: number): number {
    const { data } = instances;
    const sin = data[at + AT.sinTrack] ?? 0;
    const cos = data[at + AT.cosTrack] ?? 1;
    if (sin === sinBefore && cos === cosBefore) return 0;
    return Math.atan2(sinBefore * cos - cosBefore * sin, cosBefore * cos + sinBefore * sin);
  }

  /** Begins to blend in what the slot's correction says. */
  function correct(slot: number): void {
    const { data, exact } = instances;
    const at = slot * STRIDE;
    const dx = data[at + AT.correctionX] ?? 0;
    const dy = data[at + AT.correctionY] ?? 0;
    const turn = shortTurn(data[at + AT.turn] ?? 0);
    // The map is true in angles, so ahead along the course is ahead on the map too.
    const ahead = dx * (data[at + AT.sinTrack] ?? 0) - dy * (data[at + AT.cosTrack] ?? 1);
    const cosLat = exact[slot * EXACT_STRIDE + EXACT.cosLat] ?? 1;
    data[at + AT.begunS] = nowS;
    data[at + AT.ease] = easing(ahead, ((data[at + AT.rate] ?? 0) * FLOWN_PER_RATE) / cosLat);
    data[at + AT.turn] = turn;
    const isSeen = dx * dx + dy * dy > leastSeen || turn > VISIBLE_TURN || turn < -VISIBLE_TURN;
    if (isSeen) blendingUntilMs = nowMs + BLEND_MS;
  }

  const courses: Courses = {
    get epochMs() {
      return epochMs;
    },
    moving: true,
    setNow(ms, pixel) {
      nowMs = ms;
      nowS = (ms - epochMs) / 1000;
      leastSeen = (pixel * pixel) / 4;
    },
    begin,
    handOver,
    setConfirmedFor(slot, forMs) {
      const { data } = instances;
      const at = slot * STRIDE;
      data[at + AT.confirmedUntilS] = (data[at + AT.sinceS] ?? 0) + forMs * 0.001;
    },
    rebase(slots) {
      const { data, exact } = instances;
      for (let slot = 0; slot < slots; slot++) {
        const at = slot * STRIDE;
        const byS =
          (data[at + AT.sinceS] ?? 0) - ((exact[slot * EXACT_STRIDE + EXACT.observedAtMs] ?? 0) - nowMs) / 1000;
        for (const time of TIMES) data[at + time] = Math.max(LONG_AGO_S, (data[at + time] ?? 0) - byS);
      }
      epochMs = nowMs;
      nowS = 0;
    },
    pointAt(slot, atMs, out) {
      locate(slot, (atMs - epochMs) / 1000);
      out.x = place[0] ?? 0;
      out.y = place[1] ?? 0;
    },
    notePicture() {
      pictureAtMs = nowMs;
    },
    isBlending: (atMs) => atMs < blendingUntilMs,
  };
  return courses;
}

/** An angle the short way around: -π to π. */
function shortTurn(angle: number): number {
  return Math.abs(angle) <= Math.PI ? angle : angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}
