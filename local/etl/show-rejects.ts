import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createRejectReader } from '#adapters/mongo/etl/etl-rejects.ts';
import type { EtlCommand } from './command-line.ts';
import { findDatabase } from './find-database.ts';

const SHOWN_CHARACTERS = 300;

/** Prints how many records were kept aside for which reason, and the newest of them. */
export async function showRejects(
  { reason, limit, dataFolder }: Extract<EtlCommand, { name: 'rejects' }>,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { uri, name } = findDatabase(env, dataFolder);
  const mongo = createMongoConnection({ uri, database: name, appName: 'airlines-etl-rejects' });
  try {
    const rejects = createRejectReader(mongo.db);
    const counts = (await rejects.counts()).filter((one) => reason === null || one.reason === reason);
    for (const { resource, reason: why, count, lastAtMs } of counts) {
      console.log(`${String(count).padStart(7)}  ${resource}: ${why}, last ${new Date(lastAtMs).toISOString()}`);
    }
    const kept = counts.length === 0 ? [] : await rejects.list({ limit, reason: reason ?? undefined });
    for (const { resource, reason: why, field, record, atMs, run } of kept) {
      console.log(
        `\n${new Date(atMs).toISOString()}  ${resource}: ${why}${field === '' ? '' : ` in ${field}`}  (run ${run})`,
      );
      console.log(`  ${harmless(record)}`);
    }
    if (counts.length === 0) console.log('no records are kept aside');
  } finally {
    await mongo.close();
  }
}

/** A vendor's text must not reach the terminal as more than text. */
function harmless(text: string): string {
  const shown = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
  return shown.length > SHOWN_CHARACTERS ? `${shown.slice(0, SHOWN_CHARACTERS)} …` : shown;
}
