import { deploymentConfig } from '../../../lib/config.ts';
import type { DeploymentSettings } from '../../../lib/deployment-settings.ts';

/** Of a stage's settings those that cost. */
export type CostSettings = Pick<
  DeploymentSettings,
  | 'kafka'
  | 'positionPartitions'
  | 'eventSources'
  | 'producerTasks'
  | 'positionSources'
  | 'broadcastEverySeconds'
  | 'maxConnections'
  | 'databaseHost'
  | 'maxHistoryMb'
  | 'fixedEgress'
>;

/** How much of a deployment is used. */
export interface Load {
  /** Heard at the same time, all month. */
  readonly aircraft: number;
  /** Looking at the same time. */
  readonly viewers: number;
  /** Hours of a day that so many look; nobody does in the others. */
  readonly viewerHoursPerDay: number;
}

export interface CostInput extends Load {
  readonly settings: CostSettings;
}

/** A load on a stage as it comes. */
export interface CostSize extends CostInput {
  readonly name: string;
  readonly stage: string;
}

/** The three sizes of docs/cost.md. */
export const SIZES: readonly CostSize[] = [
  sizeOf('demo', 'dev', { aircraft: 300, viewers: 3 }),
  sizeOf('1,000 aircraft, 100 viewers', 'prod', { aircraft: 1000, viewers: 100 }),
  sizeOf('10,000 aircraft, 1,000 viewers', 'prod', { aircraft: 10_000, viewers: 1000 }),
];

function sizeOf(name: string, stage: string, load: Omit<Load, 'viewerHoursPerDay'>): CostSize {
  return { name, stage, ...load, viewerHoursPerDay: 24, settings: deploymentConfig(stage) };
}
