import { GetBootstrapBrokersCommand, KafkaClient } from '@aws-sdk/client-kafka';
import { CALL_LIMITS } from '../aws/call-limits.ts';
import { systemClock, type Clock } from '../observability/clock.ts';

/**
 * The brokers of an MSK cluster for IAM authentication, `host:port` each. They aren't known when the stack is deployed.
 * @throws Error where the cluster has no IAM listener
 */
export async function findMskBrokers(clusterArn: string, client = new KafkaClient(CALL_LIMITS)): Promise<string[]> {
  const answer = await client.send(new GetBootstrapBrokersCommand({ ClusterArn: clusterArn }));
  const brokers = answer.BootstrapBrokerStringSaslIam?.split(',') ?? [];
  if (brokers.length === 0) throw new Error(`${clusterArn} has no brokers with IAM: enable SASL/IAM on the cluster`);
  return brokers;
}

export interface BrokerLookupOptions {
  /** Asks for the addresses. */
  readonly find: () => Promise<string[]>;
  /** @default the machine's */
  readonly clock?: Clock;
}

/** Brokers are replaced, and their addresses change, once in months: by then a connection has failed. */
const KEPT_MS = 10 * 60_000;
/** The API allows a few calls a second for the whole account. */
const LEAST_PAUSE_MS = 5000;
/** Each broker is tried so often before the addresses are doubted. */
const TRIES_PER_BROKER = 2;

/**
 * Addresses of brokers that are looked up once, kept, and looked up again when connecting keeps failing. The Kafka client
 * asks for them for every first connection, so that many questions mean that no broker answers.
 * @returns for `createKafkaClient`; throws the look-up's error where nothing is known yet
 */
export function createBrokerLookup({ find, clock = systemClock }: BrokerLookupOptions): () => Promise<string[]> {
  let known: readonly string[] = [];
  let askedSince = 0;
  let foundAtMs = -Infinity;
  let triedAtMs = -Infinity;
  let finding: Promise<void> | null = null;

  const isDoubted = (): boolean => {
    if (known.length === 0) return true;
    const isOld = clock() - foundAtMs >= KEPT_MS || askedSince > TRIES_PER_BROKER * known.length;
    return isOld && clock() - triedAtMs >= LEAST_PAUSE_MS;
  };
  async function look(): Promise<void> {
    triedAtMs = clock();
    known = await find();
    foundAtMs = clock();
    askedSince = 0;
  }

  return async () => {
    askedSince += 1;
    if (isDoubted()) {
      finding ??= look().finally(() => (finding = null));
      // Addresses that are known may still be right while the API is away.
      await finding.catch((error: unknown) => {
        if (known.length === 0) throw error;
      });
    }
    return [...known];
  };
}
