import { Kafka, logLevel, type LogEntry, type RetryOptions } from 'kafkajs';
import { systemClock } from '#adapters/observability/clock.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { mskIamAuth, type KafkaAuth } from './msk-auth.ts';
import { quietIdleRequestQueue } from './quiet-request-queue.ts';

quietIdleRequestQueue(systemClock);

/** Where the brokers are: a list, or a look-up that is made anew at each connect (MSK hands its addresses out by API). */
export type KafkaBrokers = readonly string[] | (() => Promise<string[]>);

export interface KafkaClientOptions {
  /** `host:port` each. */
  readonly brokers: KafkaBrokers;
  /** @default 'none' */
  readonly auth?: KafkaAuth;
  /** Region of the cluster, needed for `msk-iam`. */
  readonly region?: string;
  /** Shown in the brokers' logs and quotas. */
  readonly clientId: string;
  /** Gets kafkajs's warnings and errors; absent, they are dropped, since every failure also reaches the caller. */
  readonly logger?: Pick<Logger, 'warn'>;
  /** @default 3000 */
  readonly connectionTimeoutMs?: number;
  /** @default 10000 */
  readonly requestTimeoutMs?: number;
  /** Retries inside kafkajs; callers that must not give up retry around it. @default 5 within some 6 s */
  readonly retry?: RetryOptions;
}

/** One kafkajs client: producers, consumers and admins made from it share its settings, not its connections. */
export function createKafkaClient({
  brokers,
  auth = 'none',
  region,
  clientId,
  logger,
  connectionTimeoutMs = 3000,
  requestTimeoutMs = 10_000,
  retry = { initialRetryTime: 200, maxRetryTime: 3000, retries: 5 },
}: KafkaClientOptions): Kafka {
  return new Kafka({
    brokers: typeof brokers === 'function' ? brokers : [...brokers],
    clientId,
    connectionTimeout: connectionTimeoutMs,
    authenticationTimeout: requestTimeoutMs,
    requestTimeout: requestTimeoutMs,
    retry,
    logLevel: logger === undefined ? logLevel.NOTHING : logLevel.WARN,
    logCreator: () => (entry) => logger?.warn('kafkajs', linesOf(entry)),
    ...authSettings(auth, region),
  });
}

function authSettings(auth: KafkaAuth, region: string | undefined): ReturnType<typeof mskIamAuth> {
  if (auth === 'none') return {};
  if (!region) throw new Error('Kafka auth msk-iam needs a region: set AWS_REGION');
  return mskIamAuth(region);
}

function linesOf({ namespace, label, log }: LogEntry): Record<string, unknown> {
  return { namespace, kafkaLevel: label, detail: log.message, broker: log['broker'], error: log['error'] };
}
