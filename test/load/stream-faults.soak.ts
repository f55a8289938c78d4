/**
 * Kills mongod, Kafka and position-store in turn, in mid-stream and with poison records, and compares all tracks in the
 * end. Options: `--minutes 10`, `--aircraft 2000`, `--partitions 6`.
 */
import { parseArgs } from 'node:util';
import { runFaultScenario, type Fault } from './stream/fault-scenario.ts';
import { startOwnServers } from './stream/own-servers.ts';

const VICTIMS = ['mongod', 'position-store', 'kafka'] as const;
/** From one kill to the next: recovery takes some 10 s, a broker's group session as long. */
const ROUND_MS = 30_000;

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      aircraft: { type: 'string', default: '2000' },
      partitions: { type: 'string', default: '6' },
    },
  });
  const rounds = Math.max(1, Math.round((Number(values.minutes) * 60_000) / ROUND_MS));
  const faults = Array.from({ length: rounds }, (_, round): Fault => {
    const downMs = 500 * (1 + (round % 7));
    return { kill: VICTIMS[round % VICTIMS.length] ?? 'mongod', afterMs: ROUND_MS - downMs, downMs };
  });
  const servers = await startOwnServers();
  try {
    const result = await runFaultScenario({
      servers,
      partitions: Number(values.partitions),
      aircraft: Number(values.aircraft),
      intervalMs: 1000,
      faults,
      thenMs: ROUND_MS,
      poisonPerSecond: 5,
      catchUpMs: 300_000,
    });
    const { missing, doubled, foreign, ...counts } = result;
    console.log({ kills: faults.length, ...counts });
    console.log({ missing: missing.length, doubled: doubled.length, foreign: foreign.length });
    if (missing.length + doubled.length + foreign.length > 0)
      throw new Error(`not exactly once: ${missing.slice(0, 5).join(' ')}`);
  } finally {
    await servers.stop();
  }
}
