import { Fn } from 'aws-cdk-lib';

/** ARNs of what belongs to an MSK cluster, for IAM policies. */
export interface MskResources {
  readonly clusterArn: string;
  topicArn(topic: string): string;
  groupArn(groupId: string): string;
}

/**
 * A cluster's ARN ends with `cluster/<name>/<uuid>`, its topics' and groups' with `topic/<name>/<uuid>/<topic>` and
 * `group/<name>/<uuid>/<group>`.
 */
export function mskResources(clusterArn: string): MskResources {
  const [before, nameAndId] = [0, 1].map((index) => Fn.select(index, Fn.split(':cluster/', clusterArn)));
  const arnOf = (kind: string, name: string): string =>
    Fn.join('', [before ?? '', `:${kind}/`, nameAndId ?? '', `/${name}`]);
  return {
    clusterArn,
    topicArn: (topic) => arnOf('topic', topic),
    groupArn: (groupId) => arnOf('group', groupId),
  };
}
