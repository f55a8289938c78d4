import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openLogFile } from '../processes/log-file.ts';
import { describeExit } from '../processes/process-exit.ts';
import { startProcess, type SupervisedProcess } from '../processes/supervised-process.ts';
import type { DataFolder } from '../start/data-folder.ts';
import type { Part } from '../start/part.ts';
import { emulatedEnvironment } from './emulated-account.ts';

/** The CDK's command line, as a part: its end ends commands that run. */
export interface Cdk extends Part {
  /** @throws Error with the command's last words where it fails */
  run(args: readonly string[]): Promise<void>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Where in the code a resource comes from, below the reason that it failed for. */
const SOURCE_LOCATION = /Source Location:|\(file:\/\/|\.\.\.node internals/;
const QUIET = ['--no-notices', '--no-color', '--ci'];

/**
 * The CDK's own command against the emulated AWS, with a clean environment and `<data>/deploy` as its home. What it prints
 * is in `cdk.log`.
 */
export async function createCdk(data: DataFolder, endpoint: string): Promise<Cdk> {
  const home = join(data.path, 'deploy', 'home');
  await mkdir(join(home, 'tmp'), { recursive: true });
  const running = new Set<SupervisedProcess>();
  return {
    name: 'cdk',
    failed: new Promise(() => undefined),
    stop: async () => {
      await Promise.all([...running].map((command) => command.stop()));
    },
    run: async (args) => {
      const log = openLogFile(join(data.logs, 'cdk.log'));
      const command = startProcess({
        name: 'cdk',
        command: process.execPath,
        args: [join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk'), ...args, ...QUIET],
        cwd: root,
        env: { ...emulatedEnvironment(home, endpoint), CDK_DISABLE_VERSION_CHECK: '1' },
        register: data.register,
        onLine: (line) => log.write(line),
        lastWordsOf: (line) => (SOURCE_LOCATION.test(line) ? null : line),
      });
      running.add(command);
      const exit = await command.exited;
      running.delete(command);
      log.close();
      if (exit.code !== 0) throw new Error(describeExit(`cdk ${args[0] ?? ''}`, exit));
    },
  };
}
