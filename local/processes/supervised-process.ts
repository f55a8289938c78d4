import { spawn, type Serializable, type StdioOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describeExit, type ProcessExit } from './process-exit.ts';
import type { ProcessRegister } from './process-register.ts';

export interface SupervisedProcessOptions {
  /** What people call it, in messages and in the register. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly register?: ProcessRegister | undefined;
  /** Time between SIGTERM and SIGKILL. @default 6000 */
  readonly graceMs?: number;
  /** Adds a message channel, so that a Node child sees when this process is gone. @default false */
  readonly withChannel?: boolean;
  /** Every line of standard output and standard error. */
  readonly onLine?: (line: string) => void;
  /** What of a line belongs to the last words; null for nothing. @default all of it */
  readonly lastWordsOf?: (line: string) => string | null;
}

export interface SupervisedProcess {
  readonly name: string;
  readonly pid: number;
  /** Resolves once it has ended, whatever the reason. */
  readonly exited: Promise<ProcessExit>;
  /** Resolves with the first line for which `matches` is true. @throws when it ends before, or after `timeoutMs` */
  whenLine(matches: (line: string) => boolean, timeoutMs: number): Promise<string>;
  /** Sends a message on its channel. @throws where it has none, or is gone */
  send(message: Serializable): Promise<void>;
  /** Ends it by its id: SIGTERM, then SIGKILL. Resolves once it is gone. */
  stop(): Promise<void>;
}

const KEPT_LINES = 100;
const wholeLine = (line: string): string => line;
const STREAMS_END_MS = 500;

/**
 * Starts a child in a process group of its own: the terminal's Ctrl-C reaches only us, so that the parts end in order.
 * A child still there when this process exits is killed.
 */
export function startProcess(options: SupervisedProcessOptions): SupervisedProcess {
  const { name, register, graceMs = 6000, lastWordsOf = wholeLine } = options;
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', ...(options.withChannel === true ? (['ipc'] as const) : [])];
  const child = spawn(options.command, [...options.args], {
    stdio,
    detached: true,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  const pid = child.pid ?? 0;
  if (pid !== 0) register?.add(name, pid);

  const lastLines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  if (options.onLine !== undefined) listeners.add(options.onLine);
  const onLine = (line: string): void => {
    const words = lastWordsOf(line);
    if (words !== null) lastLines.push(words);
    if (lastLines.length > KEPT_LINES) lastLines.shift();
    for (const listener of listeners) listener(line);
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', onLine);
  }

  let running = true;
  const killNow = (): void => {
    if (pid !== 0 && running) killGroup(pid);
  };
  process.once('exit', killNow);
  const exited = new Promise<ProcessExit>((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (!running) return;
      running = false;
      process.off('exit', killNow);
      if (pid !== 0) register?.remove(pid);
      resolve({ code, signal, lastLines });
    };
    child.once('close', end);
    // A grandchild may hold the streams open for longer than the child lives.
    child.once('exit', (code, signal) => setTimeout(() => end(code, signal), STREAMS_END_MS).unref());
    child.once('error', (error) => {
      lastLines.push(error.message);
      if (pid === 0) end(null, null);
    });
  });

  return {
    name,
    pid,
    exited,
    whenLine: (matches, timeoutMs) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void): void => {
          clearTimeout(timer);
          listeners.delete(check);
          settle();
        };
        const check = (line: string): void => {
          if (matches(line)) finish(() => resolve(line));
        };
        const timer = setTimeout(() => {
          finish(() => reject(new Error(`${name} was not ready after ${timeoutMs / 1000} s`)));
        }, timeoutMs);
        listeners.add(check);
        void exited.then((exit) => finish(() => reject(new Error(describeExit(name, exit)))));
      }),
    send: (message) =>
      new Promise((resolve, reject) => {
        child.send(message, (error) => (error === null ? resolve() : reject(error)));
      }),
    async stop() {
      if (!running) return;
      child.kill('SIGTERM');
      const timer = setTimeout(killNow, graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** The child is the leader of its group, so its own children end with it. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone between the look and the signal.
  }
}
