import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeExit } from '../processes/process-exit.ts';
import { startProcess, type SupervisedProcess } from '../processes/supervised-process.ts';
import type { DataFolder } from './data-folder.ts';
import { openLogFile } from '../processes/log-file.ts';
import { createNotableLines } from './notable-lines.ts';
import type { Part } from './part.ts';

export interface NodePartOptions {
  readonly name: string;
  /** Path of its main file, from the root of the checkout. */
  readonly entry: string;
  readonly args: readonly string[];
  /** Node's own options. @default none */
  readonly nodeOptions?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly data: DataFolder;
  readonly graceMs: number;
  /** Whether an end with code 0 is the end of its work rather than a failure. @default false */
  readonly mayEnd?: boolean;
}

export interface NodePart extends Part, Pick<SupervisedProcess, 'send'> {
  readonly pid: number;
  /** Resolves with the first of its lines that matches. @throws when it ends before */
  whenLine(matches: (line: string) => boolean, timeoutMs: number): Promise<string>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A Node process of ours with a log of its own in the data folder. */
export function startNodePart(options: NodePartOptions): NodePart {
  const { name, data } = options;
  const log = openLogFile(join(data.logs, `${name}.log`));
  const showNotable = createNotableLines(name, (line) => console.error(line));
  const child = startProcess({
    name,
    command: process.execPath,
    args: [...(options.nodeOptions ?? []), join(root, options.entry), ...options.args],
    cwd: root,
    env: options.env,
    register: data.register,
    graceMs: options.graceMs,
    withChannel: true,
    onLine: (line) => {
      log.write(line);
      showNotable(line);
    },
  });
  let stopping = false;
  const failed = new Promise<string>((resolve) => {
    void child.exited.then((exit) => {
      log.close();
      if (exit.code === 0 && options.mayEnd === true) {
        if (!stopping) console.log(`${name} has ended its work; what it sent stays`);
        return;
      }
      resolve(describeExit(name, exit));
    });
  });
  return {
    name,
    pid: child.pid,
    failed,
    whenLine: (matches, timeoutMs) => child.whenLine(matches, timeoutMs),
    send: (message) => child.send(message),
    stop: () => {
      stopping = true;
      return child.stop();
    },
  };
}
