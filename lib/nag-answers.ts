import { CfnResource, Validations, type App } from 'aws-cdk-lib';

/** Why a finding of cdk-nag (AwsSolutions) stands. */
export interface NagAnswer {
  /** Ids as cdk-nag has them, `AwsSolutions-IAM5[Resource::*]`. */
  readonly rules: readonly string[];
  /** Paths of the resources that it is about. */
  readonly at: RegExp;
  readonly reason: string;
}

/** The function that CDK brings to put the page up, with its role. */
const CDK_UPLOAD = /^Site\/Custom::CDKBucketDeployment\w+\//;
const POST_TO_VIEWERS =
  'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:' +
  '<WebsocketApiD2C932E4>/live/POST/@connections/*]';

/** Every finding that is left in any deployment. One that has gone has to go from here too: a test looks. */
export const NAG_ANSWERS: readonly NagAnswer[] = [
  {
    rules: ['AwsSolutions-APIG4'],
    at: /^Api\/Http\/Api\/ANY--api--\{proxy\+\}\/Resource$/,
    reason:
      'Everybody may read what the page shows; its function may only read the database. What changes something has routes ' +
      'of its own, which IAM guards.',
  },
  {
    rules: ['AwsSolutions-APIG4'],
    at: /^Live\/Routes\/Connect\/Resource$/,
    reason: 'Viewers have no accounts. The function lets in pages of the site only, and no more than MAX_CONNECTIONS.',
  },
  {
    rules: ['AwsSolutions-APIG4'],
    at: /^Live\/Routes\/(Default|Disconnect|Ping|Subscribe)\/Resource$/,
    reason: 'API Gateway authorizes a WebSocket at $connect only; these routes are reached by connections it let in.',
  },
  {
    rules: ['AwsSolutions-CFR1'],
    at: /^Site\/Site\/Distribution\/Resource$/,
    reason: 'The tracker is for viewers of every country.',
  },
  {
    rules: ['AwsSolutions-CFR2'],
    at: /^Site\/Site\/Distribution\/Resource$/,
    reason:
      'A web ACL costs 5 $ a month and 0.60 $ a million requests, to guard an API without writing routes, logins or ' +
      'queries in a language: requests are checked by schema, cached, throttled by the stage, and what costs has a switch.',
  },
  {
    rules: ['AwsSolutions-CFR4'],
    at: /^Site\/Site\/Distribution\/Resource$/,
    reason:
      'The site is at the domain of CloudFront, whose certificate takes no other policy than TLSv1; a domain of its own ' +
      'would bring the choice. Strict-Transport-Security is sent, and browsers of today use TLS 1.2 or 1.3.',
  },
  {
    rules: ['AwsSolutions-ECS2'],
    at: /^Stream\/(Producer|Topics)\/Task\/Resource$/,
    reason: 'The variables hold names, addresses and ARNs; the task reads its secrets itself, by their ARNs.',
  },
  {
    rules: ['AwsSolutions-ECS4'],
    at: /^Stream\/Cluster\/Resource$/,
    reason:
      'Container Insights would charge for metrics of one task, whose work is measured by its own (positions received, ' +
      'acknowledged, refused), and whose standing still rings by the age of the newest position.',
  },
  {
    rules: ['AwsSolutions-L1'],
    at: CDK_UPLOAD,
    reason: 'The function is part of CDK, which sets its runtime and raises it with its own releases.',
  },
  {
    rules: [
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      'AwsSolutions-IAM5[Action::s3:Abort*]',
      'AwsSolutions-IAM5[Action::s3:DeleteObject*]',
      'AwsSolutions-IAM5[Action::s3:GetBucket*]',
      'AwsSolutions-IAM5[Action::s3:GetObject*]',
      'AwsSolutions-IAM5[Action::s3:List*]',
      'AwsSolutions-IAM5[Resource::*]',
      'AwsSolutions-IAM5[Resource::<SiteBucket978D4AEB.Arn>/*]',
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
    ],
    at: CDK_UPLOAD,
    reason:
      'CDK gives its function these rights: to read the uploaded page, to write the site’s bucket, and to have the CDN ' +
      'forget pages. It runs while the site is deployed and is invoked by nothing else.',
  },
  {
    rules: [POST_TO_VIEWERS],
    at: /^Live\/(Consumers\/BroadcastRole|Routes\/FunctionRole)\/DefaultPolicy\/Resource$/,
    reason: 'A connection’s id is made when a viewer connects. The right is to post, on this stage of this API.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    at: /^Live\/Websocket\/LogRole\/Role\/Resource$/,
    reason:
      'API Gateway has one role for the logs of all APIs of an account and region, and refuses one without these rights.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    at: /^Stream\/(Store|Broadcast)\/Rights\/Resource$/,
    reason:
      'Lambda reads MSK through network interfaces that it makes in the cluster’s subnets: their ids are known only then, ' +
      'and EC2’s describing actions know no resources.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    at: /^(Schema|Etl|Live|Api)\/.*Role\/DefaultPolicy\/Resource$/,
    reason:
      'With fixedEgress, Lambda makes network interfaces for each function: their ids are known only then, and EC2’s ' +
      'describing actions know no resources.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    at: /^Stream\/(Producer|Topics)\/Task\/ExecutionRole\/DefaultPolicy\/Resource$/,
    reason: 'ecr:GetAuthorizationToken knows no resource; the right to pull is on the one repository.',
  },
  {
    rules: ['AwsSolutions-S1'],
    at: /^Data\/SiteLogs\/Resource$/,
    reason: 'It is where logs go: a log of its own would grow by its own lines.',
  },
  {
    rules: ['AwsSolutions-S1'],
    at: /^Site\/Site\/Bucket\/Resource$/,
    reason:
      'Only the CDN may read it, which logs every request of a viewer; what it holds is public and built from here.',
  },
  {
    rules: ['AwsSolutions-SMG4'],
    at: /^Data\/(DatabaseUri|LufthansaCredentials)\/Resource$/,
    reason:
      'Atlas and Lufthansa issue these credentials, and neither lets AWS change them. Operators put in new ones, which ' +
      'functions use within five minutes without a deployment; with IAM login the database has no password at all.',
  },
  {
    rules: ['AwsSolutions-SQS3'],
    at: /^(Etl|Live\/Compaction|Schema\/Schema)\/DeadLetters\/Resource$/,
    reason: 'It is itself the dead-letter queue, of timers and of functions; nothing consumes it but operators.',
  },
];

/** Acknowledges what is answered, on exactly the resources that an answer is about. */
export function answerFindings(app: App, answers: readonly NagAnswer[] = NAG_ANSWERS): void {
  const resources = app.node.findAll().filter((node) => CfnResource.isCfnResource(node));
  for (const { rules, at, reason } of answers) {
    for (const resource of resources.filter(({ node }) => at.test(node.path))) {
      Validations.of(resource).acknowledge(...rules.map((id) => ({ id, reason })));
    }
  }
}
