import type { Track, TrackLeg } from '#contracts/http-track.ts';

/** Legs are cut where a page ends; pieces this close in time under one callsign are one leg. */
const SAME_LEG_MS = 60_000;

/** A track and its next page as one. */
export function joinTracks(track: Track, next: Track): Track {
  const last = track.legs.at(-1);
  const [first, ...rest] = next.legs;
  if (last === undefined || first === undefined || !isOneLeg(last, first)) {
    return { ...next, fromMs: track.fromMs, legs: [...track.legs, ...next.legs] };
  }
  const joined = { ...last, points: [...last.points, ...first.points] };
  return { ...next, fromMs: track.fromMs, legs: [...track.legs.slice(0, -1), joined, ...rest] };
}

function isOneLeg(last: TrackLeg, first: TrackLeg): boolean {
  const end = last.points.at(-1);
  const [begin] = first.points;
  if (end === undefined || begin === undefined) return false;
  return last.callsign === first.callsign && begin.observedAtMs - end.observedAtMs <= SAME_LEG_MS;
}
