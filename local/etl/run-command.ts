import { createLogger } from '#adapters/observability/logger.ts';
import type { EtlOutcome } from '#adapters/etl/run-etl.ts';
import { ENV } from '#contracts/names.ts';
import { parseJsonObject } from '#contracts/read.ts';
import { readConfig as readReferenceConfig } from '../../lambdas/reference-etl/config.ts';
import { createHandler as createReferenceHandler } from '../../lambdas/reference-etl/handler.ts';
import { readConfig as readScheduleConfig } from '../../lambdas/schedule-etl/config.ts';
import { createHandler as createScheduleHandler } from '../../lambdas/schedule-etl/handler.ts';
import { readConfig as readStatusConfig } from '../../lambdas/status-etl/config.ts';
import { createHandler as createStatusHandler } from '../../lambdas/status-etl/handler.ts';
import type { EtlCommand } from './command-line.ts';
import { findDatabase } from './find-database.ts';
import { findSource, findStoredSource } from './find-source.ts';
import { noticeWaiting } from './notice-waiting.ts';
import { createRunProgress, type RunProgress } from './run-progress.ts';
import { runSummary } from './run-summary.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type RunCommand = Extract<EtlCommand, { name: 'run' }>;

/** A day: a run that is to wait for the quota's next hour does so. */
const MOST_MS = 86_400_000;

/** Does one run and shows it. @returns whether all that could be loaded is stored */
export async function runCommand(command: RunCommand, env: Environment, signal: AbortSignal): Promise<boolean> {
  const database = findDatabase(env, command.dataFolder);
  const progress = noticeWaiting(createRunProgress());
  const source = command.fromRaw ? await findStoredSource(env, database) : await findSource(env);
  try {
    const functionEnv: Environment = {
      ...source.env,
      [ENV.mongodbUri]: database.uri,
      [ENV.mongodbDatabase]: database.name,
    };
    if (!command.fromRaw && functionEnv[ENV.dataSource] === 'sample') {
      progress.note(
        'sample data of the built-in stand-in: set LUFTHANSA_CLIENT_ID and LUFTHANSA_CLIENT_SECRET for real data',
      );
    }
    return report(await run(command, functionEnv, { signal, progress }), progress);
  } finally {
    progress.stop();
    await source.stop();
  }
}

async function run(
  { kind, event, fromRaw }: RunCommand,
  env: Environment,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: RunProgress },
): Promise<EtlOutcome> {
  const logger = createLogger({ level: 'warn', write: (line) => progress.note(warningOf(line)) });
  const deps = { logger, signal, onProgress: progress.show };
  const handler = {
    references: () => createReferenceHandler(readReferenceConfig(env), { ...deps, fromRaw }),
    schedules: () => createScheduleHandler(readScheduleConfig(env), deps),
    status: () => createStatusHandler(readStatusConfig(env), deps),
  }[kind]();
  try {
    return await handler({ ...event, trigger: 'command' }, { getRemainingTimeInMillis: () => MOST_MS });
  } finally {
    await handler.close();
  }
}

/** A line of the log as people read it. */
function warningOf(line: string): string {
  const { message, error } = parseJsonObject(line);
  const detail = typeof error === 'object' && error !== null && 'message' in error ? `: ${String(error.message)}` : '';
  return `${String(message)}${detail}`;
}

function report(outcome: EtlOutcome, progress: RunProgress): boolean {
  progress.stop();
  if (outcome.skipped === false) {
    console.log(runSummary(outcome.run));
    return outcome.run.state === 'complete' && outcome.run.problem === null;
  }
  console.log(
    outcome.skipped === 'busy'
      ? 'another run of the kind is at work: try again when it is done'
      : 'nothing is left to do',
  );
  return outcome.skipped !== 'busy';
}
