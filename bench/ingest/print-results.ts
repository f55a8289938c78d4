import type { Result } from './contestant.ts';

const COLUMNS = ['', 'positions/s', 'CPU µs', 'without start', 'of it mongod', 'bytes', 'track p50'] as const;
const WIDTHS = [24, 12, 9, 14, 13, 7, 10] as const;

/** Figures are per position; CPU is that of consumer and mongod together. */
export function printResults(results: readonly Result[]): void {
  printRow(COLUMNS);
  for (const result of results) {
    printRow([
      result.name,
      result.positionsPerSecond.toFixed(0),
      result.cpuUs.toFixed(1),
      result.cpuWithoutStartUs.toFixed(1),
      result.mongodCpuUs.toFixed(1),
      result.bytes?.toFixed(0) ?? '',
      result.trackP50Ms === null ? '' : `${result.trackP50Ms.toFixed(2)} ms`,
    ]);
    console.log(`  ${result.remark}`);
  }
  const named = (name: string): Result | undefined => results.find((result) => result.name.startsWith(name));
  const ours = named('position-store');
  if (ours === undefined) return;
  for (const other of results.filter((result) => result !== ours)) {
    const speed = ours.positionsPerSecond / other.positionsPerSecond;
    const cpu = ours.cpuUs / other.cpuUs;
    const without = ours.cpuWithoutStartUs / other.cpuWithoutStartUs;
    console.log(
      `against ${other.name}: ${speed.toFixed(2)} x the positions/s, ` +
        `${cpu.toFixed(2)} x the CPU, ${without.toFixed(2)} x without start-up`,
    );
  }
}

function printRow(cells: readonly string[]): void {
  console.log(
    cells.map((cell, index) => (index === 0 ? cell.padEnd(WIDTHS[0]) : cell.padStart(WIDTHS[index] ?? 0))).join(' '),
  );
}
