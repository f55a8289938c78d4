/**
 * Bytes as sent to a viewer and the error of what it shows, for each level of detail. Motion from the recorded Swiss tracks,
 * text and signal from the real picture of the sky, through the real producer, thinning and frames; beside pictures that are
 * sent whole every second or ten. Aims at 1,200 aircraft: 0.7, 2 and 6.5 bytes an aircraft and second for world, regional
 * and fine, at 200: 0.8, 2.3 and 7.5; an error below that of a fix that is held and polled every second.
 */
import { parseArgs } from 'node:util';
import { LEVELS } from '#domain/position.ts';
import { measureLevel } from './wire/measure-level.ts';
import { printResult } from './wire/print-result.ts';
import { createRivals } from './wire/rivals.ts';

/** Options: `--aircraft 30,200,1200`, `--levels world,regional,fine`, `--seconds 600`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      aircraft: { type: 'string', default: '30,200,1200' },
      levels: { type: 'string', default: LEVELS.join(',') },
      seconds: { type: 'string', default: '600' },
    },
  });
  const rivals = await createRivals();
  const asked = values.levels.split(',');
  for (const level of LEVELS.filter((each) => asked.includes(each))) {
    for (const aircraft of values.aircraft.split(',').map(Number)) {
      printResult(
        await measureLevel({ aircraft, level, seconds: Number(values.seconds), rivals }),
        Number(values.seconds),
      );
    }
  }
}
