/**
 * Makes the Kafka topics, brings their settings into line and prints what it did; with KAFKA_CREATE_TOPICS=off it only
 * compares. Exit code 1 where something is missing or differs that was not changed, 2 for a wrong setting. Its settings are
 * the producer's, whose image also holds it, so that it can run beside brokers that an operator doesn't reach.
 */
import { compareTopics, ensureTopics } from '#adapters/kafka/topics.ts';
import { readConfig } from './config.ts';
import { connectKafka } from './connect.ts';
import { findRunningServers } from './find-running.ts';
import { topicSpecs } from './prepare-topics.ts';
import { SettingError } from './settings.ts';

async function ensure(): Promise<boolean> {
  const config = readConfig([], process.env, findRunningServers);
  if (config === null) return true;
  const admin = connectKafka(config).admin();
  await admin.connect();
  try {
    const specs = topicSpecs(config, (await admin.describeCluster()).brokers.length);
    const reports = await (config.createTopics ? ensureTopics : compareTopics)(admin, specs);
    for (const { topic, outcome, differences } of reports) {
      process.stdout.write(`${[`${topic}: ${outcome}`, ...differences].join('; ')}\n`);
    }
    return reports.every(({ differences }) => differences.length === 0);
  } finally {
    await admin.disconnect();
  }
}

try {
  process.exitCode = (await ensure()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof SettingError ? 2 : 1;
}
