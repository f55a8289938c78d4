/**
 * One run of the function that loads reference data, in a process of its own so that its memory can be told. Its settings are
 * the function's environment variables; it sends `{ run, seconds, startRssMb, peakRssMb }` and ends.
 */
import { performance } from 'node:perf_hooks';
import { createLogger } from '#adapters/observability/logger.ts';
import { readConfig } from '../../lambdas/reference-etl/config.ts';
import { createHandler } from '../../lambdas/reference-etl/handler.ts';

/** Lambda's own limit. */
const REMAINING_MS = 15 * 60_000;
const KB_PER_MB = 1024;
const BYTES_PER_MB = 1024 * 1024;

const handler = createHandler(readConfig(process.env), {
  logger: createLogger({ fields: { function: 'reference-etl' }, write: () => undefined }),
});
const startRssMb = process.memoryUsage.rss() / BYTES_PER_MB;
const startedAtMs = performance.now();
const outcome = await handler({ trigger: 'command' }, { getRemainingTimeInMillis: () => REMAINING_MS });
const seconds = (performance.now() - startedAtMs) / 1000;
await handler.close();
if (outcome.skipped !== false) throw new Error(`nothing was loaded: ${outcome.skipped}`);
process.send?.({
  run: outcome.run,
  seconds,
  startRssMb,
  peakRssMb: process.resourceUsage().maxRSS / KB_PER_MB,
});
process.disconnect();
