import { EXISTING_KAFKA, KAFKA_MODES } from './kafka-modes.ts';
import { synthesise } from './synthesise.ts';
import type { Deployed } from './rules/deployed.ts';

type Options = Parameters<typeof synthesise>;

/** Every stage, and every setting that makes other resources: what must hold, must hold in all of them. */
export const DEPLOYMENTS: Readonly<Record<string, Options>> = {
  dev: [],
  prod: [{ alarmEmail: 'operator@airlines.example' }, { stage: 'prod' }],
  'a database by IAM, functions under one address': [{ databaseHost: 'db.abcde.mongodb.net', fixedEgress: true }],
  'Kafka serverless, pollers provisioned': [{ kafka: KAFKA_MODES.serverless, eventSources: 'provisioned' }],
  'Kafka that is there, pollers on demand': [
    { kafka: { ...EXISTING_KAFKA, createTopics: true }, apiGatewayLogRole: 'existing' },
  ],
  'an emulator': [{}, { localEndpoint: 'http://127.0.0.1:4566' }],
};

export function deployed(...options: Options): Deployed {
  const { stacks, template, everything } = synthesise(...options);
  return {
    templates: new Map(stacks.map(({ node: { id } }) => [id, template(id).toJSON()])),
    resources: everything().map(([stack, id, resource]) => ({ stack, id, resource })),
  };
}
