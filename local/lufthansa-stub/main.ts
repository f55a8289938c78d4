/**
 * The stub as a process of its own: `node local/lufthansa-stub/main.ts [--port 8090] [--size small|standard|full]
 * [--faults 504=0.01,bad=0.02,throttle=0.01,html=0.005,latency=50,seed=1] [--calls-per-second 6] [--calls-per-hour 1000]
 * [--token-expires-in 21600]`, or the environment of `process-options.ts`. Prints `Lufthansa stub: <url>` when it listens.
 * Ends with 0 on SIGTERM and when the process that started it is gone, else with 1.
 */
import { startLufthansaStub } from '../lufthansa-stub.ts';
import { readStubOptions } from './process-options.ts';

async function main(): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, () => resolve());
  });
  const stub = await startLufthansaStub(readStubOptions(process.argv.slice(2), process.env));
  console.log(`Lufthansa stub: ${stub.url}`);
  await asked;
  await stub.stop();
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
