import { deploymentConfig } from '../../../lib/config.ts';
import { stageSettings } from '../../../lib/stage-settings.ts';
import {
  FLAG,
  HELP,
  readArguments,
  refuseMore,
  stageOption,
  TEXT,
  textOption,
  UsageError,
  type Environment,
  type Given,
} from '../command-line.ts';
import type { CostInput } from './cost-input.ts';

/** What `npm run cost` was asked for. */
export type CostRequest =
  | { readonly action: 'help' }
  | { readonly action: 'write-docs' }
  | {
      readonly action: 'estimate';
      /** With the stage whose settings count. */
      readonly input: CostInput & { readonly stage: string };
      readonly isJson: boolean;
    };

export const COST_HELP = `npm run cost -- --aircraft 1000 --viewers 100 [--hours-a-day 24] [--stage dev] [--settings '{…}'] [--json]
npm run cost -- --write-docs

  --aircraft N      heard at the same time, all month
  --viewers N       looking at the same time
  --hours-a-day H   hours of a day that so many look; 24 unless told
  --stage dev       the stage whose settings count (AIRLINES_STAGE), with those of deployment.json
  --settings JSON   settings that go before those, as cdk's -c settings
  --json            the estimate as JSON
  --write-docs      writes the tables of docs/cost.md anew`;

const MOST = 1_000_000;

/**
 * @param file text of `deployment.json`, null where there is none
 * @throws UsageError, RangeError naming a setting that can't be
 */
export function readCostRequest(args: readonly string[], env: Environment, file: string | null): CostRequest {
  const given = readArguments(args, {
    ...HELP,
    aircraft: TEXT,
    viewers: TEXT,
    'hours-a-day': TEXT,
    stage: TEXT,
    settings: TEXT,
    json: FLAG,
    'write-docs': FLAG,
  });
  refuseMore(given.positionals);
  if (given.values['help'] === true) return { action: 'help' };
  if (given.values['write-docs'] === true) return { action: 'write-docs' };
  const stage = stageOption(given, env);
  const settings = deploymentConfig(stage, stageSettings({ stage, file, context: textOption(given, 'settings') }));
  return {
    action: 'estimate',
    isJson: given.values['json'] === true,
    input: {
      stage,
      aircraft: numberOption(given, 'aircraft', { most: MOST }),
      viewers: numberOption(given, 'viewers', { most: MOST }),
      viewerHoursPerDay: numberOption(given, 'hours-a-day', { most: 24, fallback: 24 }),
      settings,
    },
  };
}

function numberOption(given: Given, name: string, { most, fallback }: { most: number; fallback?: number }): number {
  const text = textOption(given, name);
  if (text === null && fallback !== undefined) return fallback;
  const value = Number(text ?? NaN);
  if (value >= 0 && value <= most) return value;
  throw new UsageError(`--${name} must be a number from 0 to ${most.toLocaleString('en-US')}`);
}
