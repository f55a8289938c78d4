import { HOURS, SCHEDULES_MB, SECONDS } from './assumptions.ts';
import type { CostInput } from './cost-input.ts';
import { costLine, count, formatNumber as n, type CostLine } from './cost-line.ts';
import type { FunctionUse } from './function-uses.ts';
import { STORED } from './measured.ts';
import type { Workload } from './workload.ts';

/** What the database has to hold and to do, and the smallest tier of Atlas that does. */
export interface DatabaseNeed {
  readonly storageMb: number;
  /** What MAX_HISTORY_MB drops of what retention would keep, 0 to 1. */
  readonly droppedShare: number;
  readonly operationsPerSecond: number;
  /** Of the storage, with the numbers put in. */
  readonly formula: string;
  readonly tier: 'M0' | 'Flex' | 'M10' | 'larger than M10';
}

/** Hours that positions are kept: RETENTION_SIMULATED_HOURS, RETENTION_LIVE_DAYS. */
const KEPT_HOURS = { simulated: 24, live: 30 * 24 } as const;
/** The server keeps deleted segments for its snapshot window. */
const WINDOW_SECONDS = 300;
const MB = 1e6;

/** Storage and operations in a second of each tier; the larger ones are sized by the operator. */
const TIERS = [
  { tier: 'M0', storageMb: 512, operationsPerSecond: 100 },
  { tier: 'Flex', storageMb: 5120, operationsPerSecond: 500 },
  { tier: 'M10', storageMb: 10_240, operationsPerSecond: 2000 },
] as const;
/** A tier that is fuller than this is too small. */
const FILL = 0.8;

export function databaseNeed({ settings }: CostInput, workload: Workload, uses: readonly FunctionUse[]): DatabaseNeed {
  const { recordsPerSecond } = workload;
  const isSimulated = settings.positionSources.every((source) => source === 'simulator');
  const keptHours = isSimulated ? KEPT_HOURS.simulated : KEPT_HOURS.live;
  const wantedMb = (recordsPerSecond * keptHours * 3600 * STORED.bytesPerPosition) / MB;
  const historyMb = Math.min(wantedMb, settings.maxHistoryMb);
  const freshMb = (recordsPerSecond * WINDOW_SECONDS * STORED.freshBytesPerPosition) / MB;
  const storageMb = historyMb + freshMb + SCHEDULES_MB;
  const requests = uses.reduce((sum, use) => sum + use.invocations * use.databaseRequests, 0);
  const operationsPerSecond = requests / SECONDS;
  const fitting = TIERS.find(
    (tier) => storageMb <= tier.storageMb * FILL && operationsPerSecond <= tier.operationsPerSecond * FILL,
  );
  return {
    storageMb,
    droppedShare: wantedMb === 0 ? 0 : 1 - historyMb / wantedMb,
    operationsPerSecond,
    formula:
      `min(${settings.maxHistoryMb} MB, ${n(recordsPerSecond)} records/s × ${keptHours} h × 3,600 × ${STORED.bytesPerPosition} bytes) + ` +
      `${n(recordsPerSecond)} records/s × ${WINDOW_SECONDS} s × ${STORED.freshBytesPerPosition} bytes of segments + ${SCHEDULES_MB} MB of schedules`,
    tier: fitting?.tier ?? 'larger than M10',
  };
}

/** The price of the tier; of one larger than M10 the least that is known. */
export function atlasLines({ tier }: DatabaseNeed): CostLine[] {
  const group = 'MongoDB Atlas';
  if (tier === 'M0') return [costLine({ group, name: 'M0', price: 'atlasFree', factors: [count(1, 'clusters')] })];
  if (tier === 'Flex') {
    return [costLine({ group, name: 'Flex, at its cap', price: 'atlasFlex', factors: [count(1, 'clusters')] })];
  }
  const name = tier === 'M10' ? 'M10' : 'Larger than M10, whose price it has at least';
  return [costLine({ group, name, price: 'atlasM10', factors: [count(HOURS, 'h')] })];
}
