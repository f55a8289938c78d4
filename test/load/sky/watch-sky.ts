import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import { ENV } from '#contracts/names.ts';
import { startAirlines } from '../../e2e/airlines-server.ts';
import { startBrowser } from '../../e2e/browser.ts';
import { startCrowd, type CrowdReport } from './crowd.ts';
import { createMovingSky } from './moving-sky.ts';
import { watchPage, type PageReport } from './page-watch.ts';
import { memoryByProcess } from './process-memory.ts';
import { startReceiver } from './receiver.ts';

export interface SkyWatch {
  /** Of a receiver's `aircraft.json`. */
  readonly rows: readonly JsonObject[];
  readonly aircraft: number;
  readonly viewers: number;
  readonly rounds: number;
  readonly roundMs: number;
  /** Gets each round as it ends. */
  readonly onRound?: (round: SkyRound) => void;
}

/** One round: what viewers got, how the page did, and the memory of each process, MB. */
export interface SkyRound {
  readonly crowd: CrowdReport;
  readonly page: PageReport;
  readonly memoryMb: ReadonlyMap<string, number>;
  /** Posts that the broadcaster gave up or that failed so far, from its log. */
  readonly undelivered: number;
}

/**
 * Runs all of Airlines on a receiver's moving sky, with a crowd of viewers and a browser that looks at the world, round by
 * round, and ends everything that it started.
 */
export async function watchSky({ rows, aircraft, viewers, rounds, roundMs, onRound }: SkyWatch): Promise<SkyRound[]> {
  const receiver = await startReceiver(createMovingSky(rows, aircraft));
  const ends: (() => Promise<unknown>)[] = [() => receiver.stop()];
  try {
    const airlines = await startAirlines({ args: ['--source', 'readsb'], env: { [ENV.readsbUrl]: receiver.url } });
    ends.unshift(() => airlines.stop());
    const crowd = await startCrowd(`${airlines.url.replace('http', 'ws')}/ws`, viewers);
    ends.unshift(() => crowd.stop());
    const browser = await startBrowser();
    ends.unshift(() => browser.close());
    const page = await watchPage(browser, airlines.url, Math.floor(aircraft * 0.95));
    const seen: SkyRound[] = [];
    await crowd.report();
    for (let n = 0; n < rounds; n += 1) {
      await delay(roundMs);
      const undelivered = undeliveredIn(
        await readFile(join(airlines.dataFolder, 'logs', 'position-broadcast.log'), 'utf8'),
      );
      const memoryMb = memoryByProcess(airlines.pid);
      const round = { crowd: await crowd.report(), page: await page.report(), memoryMb, undelivered };
      seen.push(round);
      onRound?.(round);
    }
    return seen;
  } finally {
    for (const end of ends) await end();
  }
}

function undeliveredIn(log: string): number {
  let sum = 0;
  for (const line of log.split('\n')) {
    if (!line.includes('positions broadcast')) continue;
    const fields = parsed(line);
    for (const field of ['late', 'failed', 'throttled']) sum += Number(fields[field] ?? 0);
  }
  return sum;
}

/** A line may be cut where the file was turned over. */
function parsed(line: string): JsonObject {
  try {
    const value: unknown = JSON.parse(line);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
