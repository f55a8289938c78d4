/**
 * Takes the database away for longer than twenty retries of the function as it is deployed, and compares all tracks
 * after it came back. Options: `--minutes 8`, `--aircraft 300`, `--partitions 3`.
 */
import { parseArgs } from 'node:util';
import { runFaultScenario } from './stream/fault-scenario.ts';
import { startOwnServers } from './stream/own-servers.ts';

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '8' },
      aircraft: { type: 'string', default: '300' },
      partitions: { type: 'string', default: '3' },
    },
  });
  const servers = await startOwnServers();
  try {
    const result = await runFaultScenario({
      servers,
      partitions: Number(values.partitions),
      aircraft: Number(values.aircraft),
      intervalMs: 5000,
      faults: [{ kill: 'mongod', afterMs: 10_000, downMs: Number(values.minutes) * 60_000 }],
      thenMs: 10_000,
      catchUpMs: 300_000,
    });
    const { missing, doubled, foreign, ...counts } = result;
    console.log(counts);
    console.log({ missing: missing.length, doubled: doubled.length, foreign: foreign.length });
    if (missing.length + doubled.length + foreign.length > 0) throw new Error('not exactly once');
  } finally {
    await servers.stop();
  }
}
