import { RefusalError } from './refusal-error.ts';

/** Runs a command and ends the process: with its exit code, with 2 where it was refused, with 1 where it failed. */
export async function endProcess(command: () => Promise<number>): Promise<never> {
  try {
    process.exit(await command());
  } catch (error) {
    const refused = error instanceof RefusalError;
    console.error(refused ? error.message : error);
    process.exit(refused ? 2 : 1);
  }
}
