import type { KafkaConfig } from 'kafkajs';

/** How to authenticate against Kafka: not at all (one machine), or with IAM (MSK, port 9098). */
export const KAFKA_AUTHS = ['none', 'msk-iam'] as const;
export type KafkaAuth = (typeof KAFKA_AUTHS)[number];

/**
 * TLS and OAUTHBEARER settings for MSK. A token lives 15 minutes and never longer than the credentials behind it
 * (signer 1.0.1 and later); kafkajs asks for a new one when a broker ends the session. The signer is loaded on first use,
 * so that a machine without AWS never loads the SDK.
 * @param region of the cluster
 */
export function mskIamAuth(region: string): Pick<KafkaConfig, 'ssl' | 'sasl'> {
  return {
    ssl: true,
    sasl: {
      mechanism: 'oauthbearer',
      oauthBearerProvider: async () => {
        const { generateAuthToken } = await import('aws-msk-iam-sasl-signer-js');
        return { value: (await generateAuthToken({ region })).token };
      },
    },
  };
}
