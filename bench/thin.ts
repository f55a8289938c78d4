/**
 * Which share of fixes is published for each level of detail, by phase of flight, and whether the producer's promise holds
 * after every one. On the recorded Swiss tracks, laid on a curve that our motion model doesn't use and read every second, on
 * a noisy landing as it was recorded, and on the Swiss tracks read less often. Aims: 2, 6 and 18 % for world, regional and
 * fine on the tracks, 4, 11 and 32 % on the landing; the promise kept for all.
 */
import { parseArgs } from 'node:util';
import { swissTracksAt1Hz, type TrackSecond } from './tracks/one-hertz.ts';
import { landingRows } from './thin/landing-rows.ts';
import { printThinning } from './thin/print-thinning.ts';
import { thinTracks } from './thin/thin-tracks.ts';

/** Options: `--slow 5,10,30` (intervals in seconds of slower feeds). */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { slow: { type: 'string', default: '5,10,30' } } });
  const tracks = await swissTracksAt1Hz();
  const aims = { world: 2, regional: 6, fine: 18 };
  printThinning('Swiss tracks', thinTracks(tracks, 1000), 1000, aims);
  const landing = thinTracks(await landingRows(), 1000);
  printThinning('Noisy landing', landing, 1000, { world: 4, regional: 11, fine: 32 });
  for (const seconds of values.slow.split(',').map(Number)) {
    printThinning('Swiss tracks', thinTracks(every(tracks, seconds), seconds * 1000), seconds * 1000, null);
  }
}

/** The same sky, read less often. */
function* every(tracks: Iterable<TrackSecond>, seconds: number): Generator<TrackSecond, void> {
  for (const second of tracks) if ((second.atMs / 1000) % seconds === 0) yield second;
}
