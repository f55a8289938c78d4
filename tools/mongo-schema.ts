/**
 * `npm run schema`: creates the collections and indexes that are missing and brings retention into line, in MONGODB_URI,
 * else in the database of the `npm start` that runs. Prints what it did; a second run changes nothing. Exit code 2 where it
 * was called wrongly.
 */
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { readRetention, type Retention } from '#adapters/mongo/retention.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { endWith, HELP, readArguments, refuseMore, UsageError } from './aws/command-line.ts';
import { describeMongodb, findServers } from './running-servers.ts';

const HELP_TEXT = `npm run schema

  Creates the collections and indexes that are missing and sets retention, in the MongoDB of MONGODB_URI, else of the
  npm start that runs; MONGODB_DATABASE is its database (airlines).`;

await endWith(async () => {
  const given = readArguments(process.argv.slice(2), HELP);
  if (given.values['help'] === true) {
    console.log(HELP_TEXT);
    return 0;
  }
  refuseMore(given.positionals);
  await bringSchemaIntoLine();
  return 0;
}, HELP_TEXT);

async function bringSchemaIntoLine(): Promise<void> {
  const retention = retentionOrUsage();
  const servers = findServers(process.env);
  const { mongodbUri, mongodbDatabase } = servers;
  console.error(describeMongodb(servers));
  const mongo = createMongoConnection({ uri: mongodbUri, database: mongodbDatabase, appName: 'airlines-schema' });
  try {
    const changes = await ensureSchema(mongo.db, retention);
    for (const change of changes) console.log(change);
    console.log(`${mongodbDatabase}: ${changes.length} changes`);
  } finally {
    await mongo.close();
  }
}

function retentionOrUsage(): Retention {
  try {
    return readRetention(process.env);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
