/**
 * A full load of reference data by the real function: 245 pages as many as the real API has, from the stub at its full size,
 * at 5 calls a second, into a real mongod. Prints calls used over calls needed (aim 1.02), time over what the quota alone
 * would take (aim 1.05), and the memory of the function.
 */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MongoClient } from 'mongodb';
import * as z from 'zod';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { etlRunSchema } from '#contracts/etl-run.ts';
import { DEFAULT_CALLS_PER_HOUR, DEFAULT_CALLS_PER_SECOND, ENV } from '#contracts/names.ts';
import { startLufthansaStub, type LufthansaStub } from '../local/lufthansa-stub.ts';
import { REAL_COUNTS } from '../local/lufthansa-stub/invented-records.ts';
import { readStubOptions } from '../local/lufthansa-stub/process-options.ts';
import { startEmbeddedMongo } from '../local/services/embedded-mongo.ts';

const AIMS = { calls: 1.02, time: 1.05 } as const;
const PAGE = 100;
const DATABASE = 'bench';
/** Of positions, which nothing here stores. */
const RETENTION = { retentionLiveDays: 7, retentionSimulatedHours: 24 };
const downloadsFolder = fileURLToPath(new URL('../.local', import.meta.url));
const loader = fileURLToPath(new URL('./etl/load-references.ts', import.meta.url));

const loadedSchema = z.object({
  run: etlRunSchema,
  seconds: z.number(),
  startRssMb: z.number(),
  peakRssMb: z.number(),
});
type Loaded = z.infer<typeof loadedSchema>;

/** Options: `--runs 2` (the second finds everything stored), `--faults 504=0.01,bad=0.02` as the stub's. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { runs: { type: 'string', default: '1' }, faults: { type: 'string', default: '' } },
  });
  const { faults = {} } = readStubOptions(['--faults', values.faults], {});
  const folder = await mkdtemp(join(downloadsFolder, 'bench-etl-'));
  const mongo = await startEmbeddedMongo({ dataFolder: folder, downloadsFolder });
  const client = await MongoClient.connect(mongo.uri);
  try {
    await ensureSchema(client.db(DATABASE), RETENTION);
    const runs = Math.max(1, Math.min(5, Number(values.runs)));
    for (let index = 1; index <= runs; index += 1) {
      // A stub of its own: its account is that of one run.
      const stub = await startLufthansaStub({ size: 'full', faults });
      try {
        print(`run ${index}`, await load(mongo.uri, stub.url), stub);
      } finally {
        await stub.stop();
      }
    }
  } finally {
    await client.close();
    await mongo.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function load(mongodbUri: string, url: string): Promise<Loaded> {
  const child = fork(loader, [], {
    env: {
      PATH: process.env['PATH'],
      [ENV.mongodbUri]: mongodbUri,
      [ENV.mongodbDatabase]: DATABASE,
      [ENV.lufthansaBaseUrl]: url,
      [ENV.lufthansaClientId]: 'bench',
      [ENV.lufthansaClientSecret]: 'sample',
      [ENV.dataSource]: 'sample',
    },
  });
  const message = await new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the loader ended with ${code ?? 'a signal'}`)));
  });
  return loadedSchema.parse(message);
}

function print(name: string, { run: etl, seconds, startRssMb, peakRssMb }: Loaded, { account }: LufthansaStub): void {
  const needed = Object.values(REAL_COUNTS).reduce((sum, count) => sum + Math.ceil(count / PAGE), 0);
  const boundS = needed / DEFAULT_CALLS_PER_SECOND;
  const rejected = Object.values(etl.rejected).reduce((sum, count) => sum + count, 0);
  const ratio = (value: number, aim: number): string => `${value.toFixed(3)} (aim ${aim})`;
  console.log(
    `${name}: ${etl.state}, ${etl.received} records received, ${etl.stored} stored, ${etl.merged} merged, ` +
      `${etl.changed} changed, ${rejected} rejected`,
  );
  console.log(
    `  calls   ${account.calls} used of ${needed} needed: ${ratio(account.calls / needed, AIMS.calls)}; ` +
      `${account.tokenCalls} for a token, ${account.faults} met a fault`,
  );
  console.log(
    `  time    ${seconds.toFixed(1)} s, ${boundS.toFixed(1)} s by the quota: ${ratio(seconds / boundS, AIMS.time)}`,
  );
  console.log(
    `  quota   at most ${account.mostInSecond} calls in a second, ${account.mostInHour} in an hour ` +
      `(${DEFAULT_CALLS_PER_SECOND} and ${DEFAULT_CALLS_PER_HOUR} allowed); over it ${account.overSecond + account.overHour} times`,
  );
  console.log(`  memory  ${peakRssMb.toFixed(0)} MB at most, ${startRssMb.toFixed(0)} MB before the first call`);
}
