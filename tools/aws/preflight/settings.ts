import { deploymentConfig, type DeploymentConfig } from '../../../lib/config.ts';
import { stageSettings, type SettingSources } from '../../../lib/stage-settings.ts';
import { missing, ok, warning, type Finding } from './finding.ts';

/** Of the database's disk, what positions may take: docs/runbook.md, history budget and retention. */
const HISTORY_SHARE = 0.7;

export interface SettingsFound {
  /** Null where they are wrong. */
  readonly config: DeploymentConfig | null;
  readonly findings: readonly Finding[];
}

/** The settings of a stage as the CDK app takes them. */
export function findSettings(sources: SettingSources): SettingsFound {
  try {
    const own = stageSettings(sources);
    const config = deploymentConfig(sources.stage, own);
    const names = Object.keys(own);
    const text =
      names.length === 0
        ? `stage ${sources.stage}, none of your own`
        : `stage ${sources.stage} with ${names.join(', ')}`;
    return { config, findings: [ok(text), ...adviceOn(config)] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { config: null, findings: [missing(error.message, 'Set it right in deployment.json, or in --settings')] };
  }
}

/** What is allowed and yet worth knowing before. */
function adviceOn({ alarmEmail, databaseHost, fixedEgress, ...config }: DeploymentConfig): readonly Finding[] {
  const advice: Finding[] = [];
  if (alarmEmail === null) {
    advice.push(warning('alarmEmail is null: nobody is told of alarms and cost', 'Set alarmEmail in deployment.json'));
  }
  if (databaseHost === null && !fixedEgress) {
    advice.push(
      warning(
        'the database is open to every address with a password as its only guard, since functions have no fixed one',
        'Set databaseHost in deployment.json for login by IAM, or fixedEgress to true',
      ),
    );
  }
  const { maxHistoryMb, databaseStorageMb } = config;
  if (maxHistoryMb > HISTORY_SHARE * databaseStorageMb) {
    advice.push(
      warning(
        `maxHistoryMb ${maxHistoryMb} leaves too little of databaseStorageMb ${databaseStorageMb} for schedules and the rest`,
        `Set maxHistoryMb to ${Math.floor(HISTORY_SHARE * databaseStorageMb)} at the most, or both to what the database has`,
      ),
    );
  }
  return advice;
}
