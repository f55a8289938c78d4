/**
 * `npm run erase -- --icao24 3c6444`: removes an aircraft from everything stored of positions and keeps it out: the producer
 * doesn't publish it, position-store doesn't keep it. Works on MONGODB_URI, else on the database of the `npm start` that
 * runs. Exit code 1 where something was left, 2 where it was called wrongly.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createCompactionLock, type CompactionLock } from '#adapters/mongo/positions/compaction-lock.ts';
import { eraseAircraft, type Erasure } from '#adapters/mongo/privacy/erase-aircraft.ts';
import { createErasedList, type ErasedList } from '#adapters/mongo/privacy/erased-list.ts';
import { ERASED_KEPT_MS } from '#adapters/mongo/privacy/known-erased.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { endWith } from './aws/command-line.ts';
import { ERASE_HELP, readEraseRequest } from './erase-options.ts';
import { describeMongodb, findServers } from './running-servers.ts';

/** After this every consumer has the list, and what it had begun before is stored. */
const SETTLED_MS = ERASED_KEPT_MS + 20_000;
/** The lock of a compaction that was killed frees itself within this; a running one ends before. */
const LOCK_WITHIN_MS = 6 * 60_000;
const LOCK_HELD_MS = 10 * 60_000;
const LOCK_ASKED_EVERY_MS = 1000;

await endWith(async () => {
  const request = readEraseRequest(process.argv.slice(2));
  if (request.action === 'help') {
    console.log(ERASE_HELP);
    return 0;
  }
  const servers = findServers(process.env);
  console.error(describeMongodb(servers));
  const mongo = createMongoConnection({
    uri: servers.mongodbUri,
    database: servers.mongodbDatabase,
    appName: 'airlines-erase',
  });
  const list = createErasedList(mongo.db);
  try {
    if (request.action === 'list') return await show(list);
    if (request.action === 'readmit') return await readmit(list, request.icao24s);
    await list.add(request.icao24s, systemClock());
    const erase = (icao24: string): Promise<Erasure> => eraseAircraft(mongo.db, icao24);
    return await withoutCompaction(createCompactionLock(mongo.db), () => eraseTwice(request.icao24s, erase));
  } finally {
    await mongo.close();
  }
}, ERASE_HELP);

/** A compaction that had read the aircraft's rows before would write them after. */
async function withoutCompaction(lock: CompactionLock, work: () => Promise<number>): Promise<number> {
  const holder = randomUUID();
  const giveUpAtMs = systemClock() + LOCK_WITHIN_MS;
  const isHeld = async (): Promise<boolean> => {
    const nowMs = systemClock();
    return (await lock.acquire({ holder, nowMs, expiresAtMs: nowMs + LOCK_HELD_MS })) === 'held';
  };
  for (let asked = 0; await isHeld(); asked += 1) {
    if (asked === 0) console.log('Waiting for the compaction that runs ...');
    if (systemClock() > giveUpAtMs) throw new Error('The history is being compacted for too long: try again');
    await sleep(LOCK_ASKED_EVERY_MS);
  }
  try {
    return await work();
  } finally {
    await lock.release(holder);
  }
}

async function eraseTwice(icao24s: readonly string[], erase: (icao24: string) => Promise<Erasure>): Promise<number> {
  let left = 0;
  for (const icao24 of icao24s) report(icao24, await erase(icao24));
  console.log(`Waiting ${SETTLED_MS / 1000} s for what was being stored meanwhile, to remove that too ...`);
  await sleep(SETTLED_MS);
  for (const icao24 of icao24s) {
    const again = await erase(icao24);
    left += again.unreadable + again.contended;
    report(icao24, again);
  }
  console.log('Kept out from now on. What Kafka holds of it goes with the retention of the topics: docs/privacy.md.');
  return left > 0 ? 1 : 0;
}

function report(icao24: string, erasure: Erasure): void {
  const { tracks, segments, latest, deadLetters, rows, unreadable, contended } = erasure;
  console.log(
    `${icao24}: ${rows} positions in ${tracks} tracks and ${segments} segments, ${latest} latest, ${deadLetters} dead letters`,
  );
  if (unreadable > 0) console.error(`${icao24}: ${unreadable} documents could not be read and may still hold it`);
  if (contended > 0) console.error(`${icao24}: ${contended} documents were changed all the time: run it again`);
}

async function show(list: ErasedList): Promise<number> {
  const erased = await list.all();
  for (const { icao24, erasedAtMs } of erased) console.log(`${icao24}  ${new Date(erasedAtMs).toISOString()}`);
  console.log(`${erased.length} aircraft are kept out`);
  return 0;
}

async function readmit(list: ErasedList, icao24s: readonly string[]): Promise<number> {
  console.log(`${await list.readmit(icao24s)} aircraft may be kept again, from their next position on`);
  return 0;
}
