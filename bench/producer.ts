/**
 * Fixes per second and core from the text of an `aircraft.json` through parsing, quality gate and thinning. The real picture
 * of the sky moved on from second to second, 8,000 aircraft; parts apart, beside the same without thinning and plain
 * `JSON.parse`. Aim: 50,000 fixes a second.
 */
import { parseArgs } from 'node:util';
import type { Position } from '#domain/position.ts';
import { createQualityGate } from '#domain/quality-gate.ts';
import { createThinning } from '#domain/thinning.ts';
import { parseAircraftJson, readRows } from '../services/position-producer/sources/readsb-json.ts';
import { movingSky, type SkyPicture } from './producer/moving-sky.ts';

const INTERVAL_MS = 1000;
const GATE = { feed: 'readsb', kind: 'live', privacyFilter: true } as const;
const PARTS = ['JSON.parse', 'rows', 'gate', 'thinning'] as const;
type Part = (typeof PARTS)[number];

/** Options: `--aircraft 8000`, `--pictures 40`, `--warm-up 10`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      aircraft: { type: 'string', default: '8000' },
      pictures: { type: 'string', default: '40' },
      'warm-up': { type: 'string', default: '10' },
    },
  });
  const warmUp = Number(values['warm-up']);
  const pictures = await movingSky({
    aircraft: Number(values.aircraft),
    pictures: Number(values.pictures) + warmUp,
  });
  // The first round compiles; what it says is thrown away.
  measure(pictures, warmUp);
  print(measure(pictures, warmUp));
}

interface Outcome {
  readonly rows: number;
  readonly accepted: number;
  readonly published: number;
  readonly cpuMs: Readonly<Record<Part, number>>;
}

/** Runs all pictures through a pipeline of their own, part after part; those that warm up aren't counted. */
function measure(pictures: readonly SkyPicture[], warmUp: number): Outcome {
  let positions: Position[] = [];
  const outcomes = { accepted: (position: Position) => void positions.push(position), rejected: () => undefined };
  const gate = createQualityGate({ ...GATE, outcomes });
  const thinning = createThinning();
  const cpuMs: Record<Part, number> = { 'JSON.parse': 0, rows: 0, gate: 0, thinning: 0 };
  let [rows, accepted, published] = [0, 0, 0];
  pictures.forEach(({ atMs, body }, index) => {
    const isCounted = index >= warmUp;
    const timed = <T>(part: Part, work: () => T): T => {
      const before = process.cpuUsage();
      const result = work();
      const { user, system } = process.cpuUsage(before);
      if (isCounted) cpuMs[part] += (user + system) / 1000;
      return result;
    };
    const text = body.toString();
    const picture = timed('JSON.parse', () => parseAircraftJson(text));
    const { observations } = timed('rows', () => readRows(picture.rows, atMs));
    positions = [];
    timed('gate', () => {
      for (const observation of observations) gate.judge(observation, atMs, atMs);
    });
    const records = timed('thinning', () =>
      positions.filter((position) => thinning.judge(position, INTERVAL_MS) !== null),
    );
    if (!isCounted) return;
    rows += picture.rows.length;
    accepted += positions.length;
    published += records.length;
  });
  return { rows, accepted, published, cpuMs };
}

function print({ rows, accepted, published, cpuMs }: Outcome): void {
  const share = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(1)} %`;
  console.log(`${rows} rows, ${share(accepted, rows)} new fixes, ${share(published, accepted)} of them published`);
  for (const part of PARTS)
    console.log(`  ${part.padEnd(12)}${((cpuMs[part] / rows) * 1000).toFixed(2).padStart(6)} µs a row`);
  const upTo = (last: Part): number =>
    PARTS.slice(0, PARTS.indexOf(last) + 1).reduce((ms, part) => ms + cpuMs[part], 0);
  const whole = upTo('thinning');
  const perSecond = (count: number, ms: number): string => `${Math.round((count / ms) * 1000).toLocaleString('en')}/s`;
  for (const [name, ms] of [
    ['JSON.parse alone', upTo('JSON.parse')],
    ['without thinning', upTo('gate')],
    ['all of it', whole],
  ] as const) {
    console.log(
      `${name.padEnd(18)}${perSecond(rows, ms).padStart(10)} rows, ${perSecond(accepted, ms).padStart(10)} new fixes, ` +
        `${(whole / ms).toFixed(2)} x all of it`,
    );
  }
}
