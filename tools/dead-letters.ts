/**
 * `npm run dlq -- list [--limit N]` shows the records that could not be read, the oldest first; `npm run dlq -- replay` puts
 * them back into their topic, after the cause was cured. Works on MONGODB_URI and KAFKA_BROKERS, else on the `npm start`
 * that runs. Exit code 2 where it was called wrongly.
 */
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createDeadLetterReader, type DeadLetterReader } from '#adapters/mongo/dead-letter-reader.ts';
import { endWith } from './aws/command-line.ts';
import { DEAD_LETTER_HELP, readDeadLetterRequest } from './dead-letter-options.ts';
import { replayDeadLetters, type OriginalRecord } from './dead-letter-replay.ts';
import { describeKafka, describeMongodb, findServers, type Servers } from './running-servers.ts';
import { showBytes } from './show-bytes.ts';

const PAGE_SIZE = 500;
const SHOWN_CHARACTERS = 160;

await endWith(async () => {
  const request = readDeadLetterRequest(process.argv.slice(2));
  if (request.action === 'help') {
    console.log(DEAD_LETTER_HELP);
    return 0;
  }
  const servers = findServers(process.env);
  console.error(describeMongodb(servers));
  if (request.action === 'replay') console.error(describeKafka(servers.kafkaBrokers));
  const mongo = createMongoConnection({
    uri: servers.mongodbUri,
    database: servers.mongodbDatabase,
    appName: 'airlines-dead-letters',
  });
  try {
    const letters = createDeadLetterReader(mongo.db);
    await (request.action === 'list' ? list(letters, request.limit) : replay(letters, servers));
  } finally {
    await mongo.close();
  }
  return 0;
}, DEAD_LETTER_HELP);

async function list(letters: DeadLetterReader, limit: number): Promise<void> {
  const shown = await letters.list({ limit });
  for (const { topic, partition, offset, failedAtMs, reason, message, key, value } of shown) {
    console.log(`${new Date(failedAtMs).toISOString()}  ${topic}/${partition}/${offset}  ${reason}: ${message}`);
    console.log(`  ${showBytes(key, SHOWN_CHARACTERS)}  ${showBytes(value, SHOWN_CHARACTERS)}`);
  }
  console.log(`${shown.length} of ${await letters.count()} dead letters`);
}

async function replay(letters: DeadLetterReader, { kafkaBrokers }: Servers): Promise<void> {
  const producer = createKafkaClient({ brokers: kafkaBrokers, clientId: 'dead-letters' }).producer({
    allowAutoTopicCreation: false,
  });
  await producer.connect();
  const send = async (topic: string, records: readonly OriginalRecord[]): Promise<void> => {
    const bufferOf = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes));
    const messages = records.map(({ key, value }) => ({ key: bufferOf(key), value: bufferOf(value) }));
    await producer.send({ topic, acks: -1, messages });
  };
  try {
    const sent = await replayDeadLetters({ ...letters, send }, { untilMs: Date.now(), pageSize: PAGE_SIZE });
    console.log(`${sent} records put back; those that still can't be read come back as dead letters`);
  } finally {
    await producer.disconnect();
  }
}
