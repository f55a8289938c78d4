/**
 * `npm start`: all of Airlines on this machine. Ends with 0 on Ctrl-C and SIGTERM, with 1 and the reason when a part
 * fails, with 2 when it was asked for something that can't be.
 */
import { endProcess } from './start/end-process.ts';
import { startHelp } from './start/help.ts';
import { readStartOptions } from './start/options.ts';

async function main(): Promise<number> {
  const options = readStartOptions(process.argv.slice(2), process.env);
  if (options.help) {
    console.log(startHelp());
    return 0;
  }
  const { runOnDataFolder } = await import('./start/run.ts');
  const reason = await runOnDataFolder(options);
  if (reason === null) return 0;
  console.error(`Airlines has stopped: ${reason}`);
  return 1;
}

await endProcess(main);
