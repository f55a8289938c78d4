import { synthesise } from './synthesise.ts';
import type { Deployed } from './rules/deployed.ts';

type Options = Parameters<typeof synthesise>;

const EXISTING_KAFKA = {
  mode: 'existing',
  clusterArn: 'arn:aws:kafka:eu-central-1:111111111111:cluster/shared/01234567-89ab-cdef-0123-456789abcdef-1',
  brokers: ['b-1.shared.kafka.eu-central-1.amazonaws.com:9098'],
  createTopics: true,
  vpcId: 'vpc-0123456789abcdef0',
  availabilityZones: ['eu-central-1a', 'eu-central-1b'],
  publicSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
  brokerSubnetIds: ['subnet-0123456789abcdef2', 'subnet-0123456789abcdef3'],
  brokerSecurityGroupId: 'sg-0123456789abcdef0',
} as const;

/** Every stage, and every setting that makes other resources: what must hold, must hold in all of them. */
export const DEPLOYMENTS: Readonly<Record<string, Options>> = {
  dev: [],
  prod: [{ alarmEmail: 'operator@airlines.example' }, { stage: 'prod' }],
  'a database by IAM, functions under one address': [{ databaseHost: 'db.abcde.mongodb.net', fixedEgress: true }],
  'Kafka serverless, pollers provisioned': [{ kafka: { mode: 'serverless' }, eventSources: 'provisioned' }],
  'Kafka that is there, pollers on demand': [{ kafka: EXISTING_KAFKA, apiGatewayLogRole: 'existing' }],
  'an emulator': [{}, { localEndpoint: 'http://127.0.0.1:4566' }],
};

export function deployed(...options: Options): Deployed {
  const { stacks, template, everything } = synthesise(...options);
  return {
    templates: new Map(stacks.map(({ node: { id } }) => [id, template(id).toJSON()])),
    resources: everything().map(([stack, id, resource]) => ({ stack, id, resource })),
  };
}
