import { createHash } from 'node:crypto';
import { resolve, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { openLogFile } from '../processes/log-file.ts';
import { describeExit } from '../processes/process-exit.ts';
import { startProcess, type SupervisedProcess } from '../processes/supervised-process.ts';
import type { DataFolder } from './data-folder.ts';

const composeFile = fileURLToPath(new URL('../../localstack-compose.yml', import.meta.url));
/** The first time, images are pulled. */
const READY_TIMEOUT_MS = 600_000;
const POLL_MS = 500;
const STOP_TIMEOUT_S = 5;

/** A name for the containers and volumes of one data folder. */
export function composeProject(dataFolder: string): string {
  return `airlines-${createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 12)}`;
}

export interface ComposeUpOptions {
  /** What people call it, in messages; its log is `<data>/logs/<log>`. */
  readonly name: string;
  readonly log: string;
  readonly project: string;
  /** Services of localstack-compose.yml. */
  readonly services: readonly string[];
  /** The file's own variables. */
  readonly variables: Readonly<Record<string, string>>;
  readonly data: DataFolder;
}

/**
 * Runs services of localstack-compose.yml in the foreground of a child process of ours: the containers end with it, and
 * it ends when one of them does.
 */
export function composeUp({ name, log, project, services, variables, data }: ComposeUpOptions): SupervisedProcess {
  const file = openLogFile(join(data.logs, log));
  const compose = startProcess({
    name,
    command: 'docker',
    args: [
      ...['compose', '--file', composeFile, '--project-name', project, 'up'],
      ...['--abort-on-container-exit', '--timeout', String(STOP_TIMEOUT_S), ...services],
    ],
    env: { ...process.env, ...variables },
    register: data.register,
    graceMs: STOP_TIMEOUT_S * 1000 + 3000,
    onLine: (line) => file.write(line),
  });
  void compose.exited.then(() => file.close());
  return compose;
}

/** Ends and removes a project's containers, with their volumes. @throws Error where Docker fails */
export async function composeDown(project: string): Promise<void> {
  const down = startProcess({
    name: 'docker compose down',
    command: 'docker',
    args: [
      ...['compose', '--file', composeFile, '--project-name', project],
      ...['down', '--volumes', '--timeout', String(STOP_TIMEOUT_S)],
    ],
  });
  const exit = await down.exited;
  if (exit.code !== 0) throw new Error(describeExit(down.name, exit));
}

/** Tries until it works. @throws Error when the containers end before, or after ten minutes */
export async function untilReady<T>(compose: SupervisedProcess, what: string, attempt: () => Promise<T>): Promise<T> {
  const ended = compose.exited.then((exit): never => {
    throw new Error(describeExit(compose.name, exit));
  });
  let last: unknown;
  for (let waitedMs = 0; waitedMs < READY_TIMEOUT_MS; waitedMs += POLL_MS) {
    const answered = attempt().then(
      (result) => ({ result }),
      (error: unknown) => {
        last = error;
        return null;
      },
    );
    const answer = await Promise.race([answered, ended]);
    if (answer !== null) return answer.result;
    await Promise.race([delay(POLL_MS), ended]);
  }
  throw new Error(`${what} in its container wasn't ready after ${READY_TIMEOUT_MS / 60_000} minutes`, { cause: last });
}
