import { LEVELS, type Level } from '#domain/position.ts';
import { CAUSES, type ThinCounts, type ThinOutcome } from './thin-tracks.ts';

/** Share of fixes that a level's viewers get, in percent. */
export type Aims = Readonly<Record<Level, number>>;

/**
 * Prints what viewers at each level get of each phase: a level's share holds that of coarser ones. Aims are
 * shares of the rows that a feed delivers: where it repeats a position there is a second in which nothing is published.
 */
export function printThinning(name: string, outcome: ThinOutcome, intervalMs: number, aims: Aims | null): void {
  const { phases, rows, rejected, checked, broken } = outcome;
  const total = sum([...phases.values()]);
  const refused = Object.entries(rejected).map(([reason, count]) => `${count} ${reason}`);
  console.log(`\n${name}: ${rows} rows, one every ${intervalMs / 1000} s; refused: ${refused.join(', ') || 'none'}`);
  console.log(`${''.padEnd(10)}${'fixes'.padStart(9)}  ${LEVELS.map((level) => level.padStart(16)).join('')}`);
  for (const [phase, counts] of phases) printRow(phase, counts, intervalMs);
  printRow('all fixes', total, intervalMs);
  if (rows !== total.fixes) printRow('all rows', { ...total, fixes: rows }, intervalMs);
  if (aims !== null) {
    const met = LEVELS.map(
      (level) => `${aims[level]} % ${share({ ...total, fixes: rows }, level) <= aims[level] ? 'met' : 'missed'}`,
    );
    console.log(`${'aim'.padEnd(19)}  ${met.map((text) => text.padStart(16)).join('')}`);
  }
  for (const level of LEVELS) {
    const causes = CAUSES.map((cause) => [cause, total.causes[level][cause]] as const).filter(([, count]) => count > 0);
    const text = causes.map(([cause, count]) => `${cause} ${percent(count, total.records[level])}`).join(', ');
    console.log(`  why a record is one for ${level}: ${text}`);
  }
  const kept = checked - broken.length;
  console.log(
    `  promise kept: ${percent(kept, checked)} (${kept} of ${checked})${broken[0] ? `; first: ${broken[0]}` : ''}`,
  );
}

function printRow(name: string, counts: ThinCounts, intervalMs: number): void {
  const cells = LEVELS.map((level) => {
    const perMinute = (share(counts, level) / 100) * (60_000 / intervalMs);
    return `${share(counts, level).toFixed(2)} % ${perMinute.toFixed(2)}/m`.padStart(16);
  });
  console.log(`${name.padEnd(10)}${String(counts.fixes).padStart(9)}  ${cells.join('')}`);
}

/** Cumulative: what a viewer at the level gets. */
function share({ fixes, records }: ThinCounts, level: Level): number {
  const got = LEVELS.slice(0, LEVELS.indexOf(level) + 1).reduce((count, coarser) => count + records[coarser], 0);
  return fixes === 0 ? 0 : (100 * got) / fixes;
}

function sum(all: readonly ThinCounts[]): ThinCounts {
  const byLevel = <T>(value: (level: Level) => T): Record<Level, T> => ({
    world: value('world'),
    regional: value('regional'),
    fine: value('fine'),
  });
  const total = (of: (counts: ThinCounts) => number): number => all.reduce((count, counts) => count + of(counts), 0);
  return {
    fixes: total(({ fixes }) => fixes),
    records: byLevel((level) => total(({ records }) => records[level])),
    causes: byLevel((level) => ({
      first: total(({ causes }) => causes[level].first),
      position: total(({ causes }) => causes[level].position),
      altitude: total(({ causes }) => causes[level].altitude),
      speed: total(({ causes }) => causes[level].speed),
      track: total(({ causes }) => causes[level].track),
      keepalive: total(({ causes }) => causes[level].keepalive),
      early: total(({ causes }) => causes[level].early),
      other: total(({ causes }) => causes[level].other),
    })),
  };
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${((100 * part) / whole).toFixed(part === whole ? 0 : 2)} %`;
}
