import type { RuleName } from './template-rules.ts';

/** Faults that are none: what the rule says of them, and why it may be. */
export type Exception = readonly [fault: RegExp, reason: string];

const CDK_UPLOAD = 'CDK’s own function, which runs only while the page is put up';

export const EXCEPTIONS: Readonly<Partial<Record<RuleName, readonly Exception[]>>> = {
  'an action with a wildcard': [
    [/^Site CustomCDKBucketDeployment\w+: s3:(GetObject|GetBucket|List|DeleteObject|Abort)\*$/, CDK_UPLOAD],
    [/^Observability NoticesKey: kms:\*$/, 'the account itself: a key that leaves it out can never be changed again'],
    [/^Observability NoticesKey: kms:GenerateDataKey\*$/, 'SNS uses the action with and without plaintext'],
  ],
  'a right on all resources': [
    [/^Live WebsocketLogRole: logs:\w+$/, 'API Gateway has one role for the logs of all APIs, and checks these rights'],
    [/^Stream \w+TaskExecutionRoleDefaultPolicy: ecr:GetAuthorizationToken$/, 'the action knows no resource'],
    [
      /^Stream (Store|Broadcast)Rights: ec2:(Describe\w+|(Create|Delete)NetworkInterface)$/,
      'Lambda reads Kafka through interfaces that it makes; what they are called is known only then',
    ],
    [
      /^(Schema|Etl|Live|Api) \w+RoleDefaultPolicy: ec2:(Describe(NetworkInterfaces|Subnets)|(Create|Delete)NetworkInterface|(Una|A)ssignPrivateIpAddresses)$/,
      'Lambda makes a function’s interfaces in the network with the fixed address; what they are called is known only then',
    ],
    [/^Site CustomCDKBucketDeployment\w+: cloudfront:(Get|Create)Invalidation$/, CDK_UPLOAD],
  ],
  'a managed policy': [[/^Site CustomCDKBucketDeployment\w+: AWSLambdaBasicExecutionRole$/, CDK_UPLOAD]],
  'a function of another runtime': [[/^Site CustomCDKBucketDeployment\w+$/, CDK_UPLOAD]],
  'a physical name': [
    [/^Kafka (Provisioned(Configuration|Cluster)|Serverless\w*)$/, 'required; made of the stack’s own name'],
    [/^Kafka Provisioned(Positions|DeadLetters)$/, 'a topic’s name is the contract between producer and consumers'],
    [
      /^Site Site(Headers|PageRoutes|(Api|Positions)CachePolicy|\w+OriginAccessControl)$/,
      'required; CDK makes it of the stack’s name',
    ],
    [/^Site Origin$/, 'both stacks know it, so that neither needs the other; it holds the stage'],
  ],
};
