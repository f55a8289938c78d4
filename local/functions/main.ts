/**
 * Hosts one function with its trigger in a process of its own: `node local/functions/main.ts position-store`. A slow
 * consumer can't hold up the page's gateway that way, and one that is killed takes nothing with it. Its settings are the
 * function's own environment variables. Ends with 0 on SIGTERM and when the process that started it is gone, else with
 * 1.
 */
import { createLogger } from '#adapters/observability/logger.ts';
import { HOSTED, type HostFunction } from './hosted-function.ts';

const hosts: Readonly<Record<string, () => Promise<HostFunction>>> = {
  'position-store': async () => (await import('./position-store.ts')).hostPositionStore,
  'position-broadcast': async () => (await import('./position-broadcast.ts')).hostPositionBroadcast,
  'lufthansa-etl': async () => (await import('./lufthansa-etl.ts')).hostLufthansaEtl,
  'position-compaction': async () => (await import('./position-compaction.ts')).hostPositionCompaction,
};

async function main(name: string): Promise<void> {
  const logger = createLogger({ fields: { function: name } });
  const host = hosts[name];
  if (host === undefined) throw new Error(`name one of ${Object.keys(hosts).join(', ')}`);
  const asked = new Promise<void>((resolve) => {
    for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, () => resolve());
  });
  const hosted = await (await host())(process.env, logger);
  process.on('message', (message) => hosted.receive?.(message));
  logger.info(HOSTED);
  await asked;
  await hosted.stop();
}

try {
  await main(process.argv[2] ?? '');
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
