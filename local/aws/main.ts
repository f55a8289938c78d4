/**
 * `npm run deploy:local`: Airlines on an emulated AWS. Ends with 0 on Ctrl-C and SIGTERM and after `--down`, with 1 and the
 * reason when a part fails, with 2 when it was asked for something that can't be.
 */
import { endProcess } from '../start/end-process.ts';
import { deployLocalHelp } from './help.ts';
import { readDeployLocalOptions } from './options.ts';

async function main(): Promise<number> {
  const options = readDeployLocalOptions(process.argv.slice(2), process.env);
  if (options.help) {
    console.log(deployLocalHelp());
    return 0;
  }
  const { runLocalAws, takeDownLocalAws } = await import('./run.ts');
  if (options.down) {
    await takeDownLocalAws(options);
    return 0;
  }
  const reason = await runLocalAws(options);
  if (reason === null) return 0;
  console.error(`The emulated AWS has stopped: ${reason}`);
  return 1;
}

await endProcess(main);
