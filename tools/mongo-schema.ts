/**
 * `npm run schema`: creates the collections and indexes that are missing and brings retention into line, in MONGODB_URI,
 * else in the database of the `npm start` that runs. Prints what it did; a second run changes nothing.
 */
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { ENV } from '#contracts/names.ts';
import { findServers } from './running-servers.ts';

const { mongodbUri, mongodbDatabase } = findServers(process.env);
const mongo = createMongoConnection({ uri: mongodbUri, database: mongodbDatabase, appName: 'airlines-schema' });
try {
  const changes = await ensureSchema(mongo.db, {
    retentionLiveDays: positive(ENV.retentionLiveDays, 30),
    retentionSimulatedHours: positive(ENV.retentionSimulatedHours, 24),
  });
  for (const change of changes) console.log(change);
  console.log(`${mongodbDatabase}: ${changes.length} changes`);
} finally {
  await mongo.close();
}

function positive(name: string, fallback: number): number {
  const value = Number(process.env[name] || fallback);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`${name} must be a whole number from 1`);
}
