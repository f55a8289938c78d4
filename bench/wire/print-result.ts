import { LATENCIES_S, type LevelResult } from './measure-level.ts';

const QUANTILES = [0.5, 0.9, 0.99, 1] as const;

/** Prints bytes and errors, each with what the rivals need and how far off they are. */
export function printResult(result: LevelResult, seconds: number): void {
  const { level, aircraft, bytes, messages, rowsOfFixes, textBytes, snapshot, rivals, errors } = result;
  console.log(
    `\n${level}, ${aircraft} aircraft: ${bytes.toFixed(2)} B an aircraft and second (${textBytes.toFixed(2)} of it text), ` +
      `${messages.toFixed(2)} messages/s, a row for ${(rowsOfFixes * 100).toFixed(2)} % of the fixes`,
  );
  const share = snapshot / (snapshot + bytes * seconds);
  console.log(
    `  snapshot ${snapshot.toFixed(1)} B an aircraft, ${(share * 100).toFixed(0)} % of a visit of ${seconds} s ` +
      `(${(bytes + snapshot / seconds).toFixed(2)} B with it)`,
  );
  for (const rival of rivals) {
    console.log(
      `  ${rival.name.padEnd(22)}${rival.bytes.toFixed(1).padStart(6)} B, ${(rival.bytes / bytes).toFixed(0)} x ours`,
    );
  }
  for (const isWhole of [true, false]) printErrors(errors, isWhole);
}

function printErrors(errors: LevelResult['errors'], isWhole: boolean): void {
  const { isSound } = errors[0] ?? { isSound: [] };
  const sound = (isSound.filter(Boolean).length / isSound.length) * 100;
  const which = isWhole ? 'all' : `the ${sound.toFixed(1)} % where recorded place and velocity agree`;
  console.log(`  error in m, p50 / p90 / p99 / max, ${which}:   ours, held of 1 s, held of 10 s`);
  LATENCIES_S.forEach((latencyS, index) => {
    const samples = errors[index];
    if (samples === undefined) return;
    const { ours, held1s, held10s } = samples;
    const texts = [ours, held1s, held10s].map((each) => {
      const counted = each.filter((_, n) => isWhole || samples.isSound[n]);
      return quantilesOf(counted)
        .map((m) => m.toFixed(0))
        .join(' / ');
    });
    console.log(`    ${`${latencyS} s later`.padEnd(14)}${texts.map((text) => text.padEnd(28)).join('')}`);
  });
}

function quantilesOf(samples: readonly number[]): number[] {
  const sorted = Float64Array.from(samples).sort();
  return QUANTILES.map((share) => sorted[Math.round(share * (sorted.length - 1))] ?? NaN);
}
