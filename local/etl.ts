/**
 * `npm run etl -- references | schedules | status | rejects`: the nightly functions on the command line, with progress. Works
 * on the database of MONGODB_URI, else of the `npm start` that runs. Exit code 0 when all that could be loaded is stored, 1
 * when something is left or failed, 2 when it was called wrongly, 130 when it was stopped twice.
 */
import { readCommandLine, UsageError, type EtlCommand } from './etl/command-line.ts';
import { etlHelp } from './etl/help.ts';
import { runCommand } from './etl/run-command.ts';
import { showRejects } from './etl/show-rejects.ts';
import { stopRequested } from './start/stop-signals.ts';

/** @returns the exit code */
async function main(command: EtlCommand): Promise<number> {
  switch (command.name) {
    case 'help':
      console.log(etlHelp(command.of));
      return 0;
    case 'rejects':
      await showRejects(command, process.env);
      return 0;
    case 'run': {
      const stopping = new AbortController();
      void stopRequested().then(() => stopping.abort());
      return (await runCommand(command, process.env, stopping.signal)) ? 0 : 1;
    }
  }
}

try {
  process.exit(await main(readCommandLine(process.argv.slice(2), process.env)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error('How it is called: npm run etl -- --help');
  process.exit(error instanceof UsageError ? 2 : 1);
}
