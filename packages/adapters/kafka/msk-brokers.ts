import { GetBootstrapBrokersCommand, KafkaClient } from '@aws-sdk/client-kafka';

/**
 * The brokers of an MSK cluster for IAM authentication, `host:port` each. They aren't known when the stack is deployed,
 * and change when brokers are replaced, so they are asked for at each connect.
 * @throws Error where the cluster has no IAM listener
 */
export async function findMskBrokers(clusterArn: string, client = new KafkaClient({})): Promise<string[]> {
  const answer = await client.send(new GetBootstrapBrokersCommand({ ClusterArn: clusterArn }));
  const brokers = answer.BootstrapBrokerStringSaslIam?.split(',') ?? [];
  if (brokers.length === 0) throw new Error(`${clusterArn} has no brokers with IAM: enable SASL/IAM on the cluster`);
  return brokers;
}
