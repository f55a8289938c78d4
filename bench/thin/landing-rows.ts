import { parseRecording, readFix } from '../../services/position-producer/sources/recorded-tracks.ts';
import { noisyLanding, type TrackSecond } from '../tracks/one-hertz.ts';
import { phaseAt } from '../tracks/flight-phase.ts';
import { readShared } from '../tracks/read-shared.ts';

/**
 * The noisy landing as its receiver gave it, row by row: a second without a new position repeats the last one, as an
 * `aircraft.json` does.
 */
export async function landingRows(): Promise<TrackSecond[]> {
  const [recording, landing] = await Promise.all([
    readShared('tracks/noisy_landing.json.gz').then(parseRecording),
    noisyLanding(),
  ]);
  const curve = landing[0]?.samples[0]?.curve;
  if (curve === undefined) throw new Error('the landing has no fixes');
  const { fixes, beginsAtMs } = recording;
  return fixes.flatMap((row) => {
    const atMs = beginsAtMs + row.dueMs;
    const { lat, lon, observedAtMs, ...rest } = readFix(row, beginsAtMs, (sinceMs) => beginsAtMs + sinceMs);
    if (lat === null || lon === null || observedAtMs === null) return [];
    const fix = { ...rest, lat, lon, observedAtMs };
    return [{ atMs, samples: [{ fix, phase: phaseAt(curve, observedAtMs), curve }] }];
  });
}
