/** A cluster that is there already, and its network. */
export const EXISTING_KAFKA = {
  mode: 'existing',
  clusterArn: 'arn:aws:kafka:eu-central-1:111111111111:cluster/shared/01234567-89ab-cdef-0123-456789abcdef-1',
  brokers: ['b-1.shared.kafka.eu-central-1.amazonaws.com:9098', 'b-2.shared.kafka.eu-central-1.amazonaws.com:9098'],
  createTopics: false,
  vpcId: 'vpc-0123456789abcdef0',
  availabilityZones: ['eu-central-1a', 'eu-central-1b'],
  publicSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
  brokerSubnetIds: ['subnet-0123456789abcdef2', 'subnet-0123456789abcdef3'],
  createEndpoints: true,
  brokerSecurityGroupId: 'sg-0123456789abcdef0',
} as const;

export const KAFKA_MODES = {
  provisioned: { mode: 'provisioned', brokerDiskGb: 20 },
  serverless: { mode: 'serverless' },
  existing: EXISTING_KAFKA,
} as const;

export type KafkaMode = keyof typeof KAFKA_MODES;
