import { setTimeout as sleep } from 'node:timers/promises';
import type { KafkaConfig } from 'kafkajs';
import { systemClock } from '../observability/clock.ts';
import { createConnectionPace } from './connection-pace.ts';

/** How to authenticate against Kafka: not at all (one machine), or with IAM (MSK, port 9098). */
export const KAFKA_AUTHS = ['none', 'msk-iam'] as const;
export type KafkaAuth = (typeof KAFKA_AUTHS)[number];

/** Three in a second, of the four that a t3 broker takes: one is left for the event source mappings. */
const CONNECTION_INTERVAL_MS = 334;

function pacedForSmallBrokers(): () => Promise<void> {
  return createConnectionPace({ intervalMs: CONNECTION_INTERVAL_MS, clock: systemClock, sleep: (ms) => sleep(ms) });
}

/**
 * TLS and OAUTHBEARER settings for MSK. A token lives 15 minutes and never longer than the credentials behind it
 * (signer 1.0.1 and later); kafkajs asks for a new one when a broker ends the session. The signer is loaded on first use,
 * so that a machine without AWS never loads the SDK.
 *
 * kafkajs asks for a token for each connection, so that this is where connections are kept apart: all feeds of a process
 * share one client, and with it this pace.
 * @param region of the cluster
 * @param pace resolves when one more connection may be made
 */
export function mskIamAuth(region: string, pace = pacedForSmallBrokers()): Pick<KafkaConfig, 'ssl' | 'sasl'> {
  return {
    ssl: true,
    sasl: {
      mechanism: 'oauthbearer',
      oauthBearerProvider: async () => {
        await pace();
        const { generateAuthToken } = await import('aws-msk-iam-sasl-signer-js');
        return { value: (await generateAuthToken({ region })).token };
      },
    },
  };
}
