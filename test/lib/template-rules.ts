import { plainId, type Resource } from './synthesise.ts';

/** A resource with the stack that it is in. */
export interface Placed {
  readonly stack: string;
  readonly id: string;
  readonly resource: Resource;
}

/** What one deployment is made of. */
export interface Deployed {
  /** Templates as CloudFormation gets them, by stack. */
  readonly templates: ReadonlyMap<string, object>;
  readonly resources: readonly Placed[];
}

/** Looks for one kind of fault: `<stack> <logical id without its hash>`, and `: <what>` where there may be several. */
export type Rule = (deployed: Deployed) => readonly string[];

type Json = Readonly<Record<string, unknown>>;
interface Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat());
const nameOf = ({ stack, id }: Placed): string => `${stack} ${plainId(id)}`;

/** Every value within a value, itself included. */
function* within(value: unknown): Generator {
  yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) yield* within(part);
}

/** A text as it will be, as far as the template knows: what is filled in later is `…`. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const join = isJson(value) ? value['Fn::Join'] : undefined;
  if (!Array.isArray(join)) return '…';
  const [separator, parts] = join as [string, unknown];
  return Array.isArray(parts) ? parts.map(textOf).join(separator) : '…';
}

/** Everything that is allowed by whatever policy, of roles as of resources. */
function allowed(deployed: Deployed): (readonly [Placed, Statement])[] {
  return deployed.resources.flatMap((placed) =>
    [...within(placed.resource.Properties)].flatMap((value) => {
      const statements = isJson(value) && Array.isArray(value['Statement']) ? (value['Statement'] as Statement[]) : [];
      return statements.filter(({ Effect }) => Effect === 'Allow').map((statement) => [placed, statement] as const);
    }),
  );
}

/** For rules that look at one resource at a time. */
const ofType =
  (types: RegExp, faultsOf: (properties: Json, placed: Placed) => readonly string[]): Rule =>
  ({ resources }) =>
    resources
      .filter(({ resource }) => types.test(resource.Type))
      .flatMap((placed) =>
        faultsOf(placed.resource.Properties ?? {}, placed).map((what) =>
          what === '' ? nameOf(placed) : `${nameOf(placed)}: ${what}`,
        ),
      );

const wildcardAction: Rule = (deployed) =>
  allowed(deployed).flatMap(([placed, { Action, NotAction }]) => {
    const actions = NotAction === undefined ? listOf(Action) : ['*'];
    return actions
      .filter((action) => String(action).includes('*'))
      .map((action) => `${nameOf(placed)}: ${String(action)}`);
  });

const allResources: Rule = (deployed) =>
  allowed(deployed).flatMap(([placed, { Action, Resource: on, NotResource }]) => {
    // In a key's own policy it is the key.
    if (placed.resource.Type === 'AWS::KMS::Key') return [];
    if (NotResource === undefined && !listOf(on).includes('*')) return [];
    return listOf(Action).map((action) => `${nameOf(placed)}: ${String(action)}`);
  });

const managedPolicy: Rule = ofType(/^AWS::IAM::/, ({ ManagedPolicyArns }, { resource }) => [
  ...listOf(ManagedPolicyArns).map((arn) => textOf(arn).replace(/^.*\//, '')),
  ...(resource.Type === 'AWS::IAM::ManagedPolicy' ? [''] : []),
]);

const SECRET_NAME = /(^|_)(SECRET|PASSWORD|TOKEN|API_?KEY|PRIVATE_KEY|CREDENTIALS)$/i;
const SECRET_TEXT = /:\/\/[^\s/@:]+:[^\s/@]+@|\{\{resolve:(secretsmanager|ssm-secure)|\bAKIA[0-9A-Z]{16}\b/;

/** Lambda's variables are an object, those of a container a list. */
function variablesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown) => (isJson(one) ? [[String(one['Name']), one['Value']] as const] : []));
  }
  return isJson(value) && isJson(value['Variables']) ? Object.entries(value['Variables']) : [];
}

const secretInVariable: Rule = ({ resources }) =>
  resources.flatMap((placed) => {
    const values = [...within(placed.resource.Properties)];
    const variables = values.flatMap((value) => (isJson(value) ? variablesOf(value['Environment']) : []));
    const named = variables.filter(([name]) => SECRET_NAME.test(name)).map(([name]) => name);
    const isWritten = values.some((value) => SECRET_TEXT.test(textOf(value)));
    return [...named, ...(isWritten ? ['text'] : [])].map((what) => `${nameOf(placed)}: ${what}`);
  });

const BLOCKS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

const publicBucket: Rule = ofType(/^AWS::S3::Bucket$/, (properties) => {
  const block = properties['PublicAccessBlockConfiguration'];
  const isBlocked = isJson(block) && BLOCKS.every((name) => block[name] === true);
  const isOpen = /Public|Authenticated/.test(textOf(properties['AccessControl'] ?? ''));
  return isBlocked && !isOpen && properties['WebsiteConfiguration'] === undefined ? [] : [''];
});

const everyPrincipal: Rule = (deployed) =>
  allowed(deployed)
    .filter(([, { Principal: principal }]) => [...within(principal)].includes('*'))
    .map(([placed]) => nameOf(placed));

const otherRuntime: Rule = ofType(/^AWS::Lambda::Function$/, (properties) => {
  const architectures = listOf(properties['Architectures']).join();
  const isOurs = properties['Runtime'] === 'nodejs24.x' && architectures === 'arm64';
  return isOurs ? [] : [''];
});

/** Properties that name a thing for the whole account, or for its owner among others. */
const namesOf = (type: string): readonly string[] => [
  'Name',
  `${type.replace(/^.*::/, '')}Name`,
  'GroupName',
  'BudgetName',
];

const physicalName: Rule = ({ resources }) =>
  resources.flatMap((placed) => {
    const { Type, Properties = {} } = placed.resource;
    // A policy's name is within its role, a stage's within its API.
    if (/^AWS::(IAM::Policy|ApiGatewayV2::\w+)$/.test(Type)) return [];
    const objects = [
      Properties,
      ...Object.entries(Properties).flatMap(([key, v]) => (/Config$|^Budget$/.test(key) && isJson(v) ? [v] : [])),
    ];
    return objects.some((object) => namesOf(Type).some((name) => object[name] !== undefined)) ? [nameOf(placed)] : [];
  });

const condition: Rule = ({ templates, resources }) => [
  ...[...templates].flatMap(([stack, template]) => ('Conditions' in template ? [`${stack}: Conditions`] : [])),
  ...resources
    .filter(({ resource }) => [...within(resource)].some((value) => isJson(value) && 'Fn::If' in value))
    .map(nameOf),
];

const isEverywhere = (rule: unknown): boolean =>
  isJson(rule) && (rule['CidrIp'] === '0.0.0.0/0' || rule['CidrIpv6'] === '::/0');

const openInbound: Rule = ofType(/^AWS::EC2::SecurityGroup(Ingress)?$/, (properties) =>
  [properties, ...listOf(properties['SecurityGroupIngress'])].some(isEverywhere) ? [''] : [],
);

const logsForEver: Rule = ofType(/^AWS::(Logs::LogGroup|Lambda::Function)$/, (properties, { resource }) => {
  const logging = properties['LoggingConfig'];
  const isKept =
    resource.Type === 'AWS::Logs::LogGroup'
      ? typeof properties['RetentionInDays'] === 'number'
      : isJson(logging) && logging['LogGroup'] !== undefined;
  return isKept ? [] : [''];
});

/** What holds something that a new one wouldn't. */
export const STATEFUL =
  /^AWS::(SecretsManager::Secret|SQS::Queue|S3::Bucket|MSK::(Cluster|ServerlessCluster|Topic)|SSM::Parameter|DynamoDB::\w+|ECR::Repository|KMS::Key|EC2::EIP)$/;

const noRemovalPolicy: Rule = ofType(STATEFUL, (_, { resource }) =>
  resource.DeletionPolicy !== undefined && resource.UpdateReplacePolicy !== undefined ? [] : [''],
);

const errorResponses: Rule = ofType(/^AWS::CloudFront::Distribution$/, ({ DistributionConfig: config }) =>
  isJson(config) && config['CustomErrorResponses'] !== undefined ? [''] : [],
);

const crossOrigin: Rule = ({ resources }) =>
  resources
    .filter(({ resource }) => /"(Cors\w*|Access-Control-[\w-]+)"/i.test(JSON.stringify(resource.Properties ?? {})))
    .map(nameOf);

const openStage: Rule = ofType(
  /^AWS::ApiGatewayV2::Stage$/,
  ({ DefaultRouteSettings: routes, AccessLogSettings: log }) => {
    const isThrottled =
      isJson(routes) && Number(routes['ThrottlingRateLimit']) > 0 && Number(routes['ThrottlingBurstLimit']) > 0;
    const format = isJson(log) ? textOf(log['Format']) : '';
    return [
      ...(isThrottled ? [] : ['throttle']),
      ...(format.startsWith('{') && format.includes('$context.requestId') ? [] : ['log']),
    ];
  },
);

const refersTo = ({ resource }: Placed, { id }: Placed): boolean =>
  JSON.stringify(resource.Properties ?? {}).includes(id);
const functionsOf = ({ resources }: Deployed): readonly Placed[] =>
  resources.filter(({ resource }) => resource.Type === 'AWS::Lambda::Function');

/** Started by a timer or by CloudFormation: nobody waits for the answer, so a failure must be kept somewhere. */
const lostEvents: Rule = (deployed) => {
  const { resources } = deployed;
  const starters = resources.filter(({ resource }) =>
    /^(AWS::Scheduler::Schedule|Custom::DatabaseSchema)$/.test(resource.Type),
  );
  const invoked = functionsOf(deployed).filter((one) => starters.some((starter) => refersTo(starter, one)));
  const isKept = (one: Placed): boolean =>
    resources.some(
      (config) =>
        config.resource.Type === 'AWS::Lambda::EventInvokeConfig' &&
        refersTo(config, one) &&
        JSON.stringify(config.resource.Properties).includes('OnFailure'),
    );
  return invoked.filter((one) => !isKept(one)).map(nameOf);
};

const weakTimer: Rule = ofType(/^AWS::Scheduler::Schedule$/, ({ ScheduleExpressionTimezone: zone, Target: target }) => {
  const { DeadLetterConfig: queue, RetryPolicy: retry } = isJson(target) ? target : {};
  const retries = isJson(retry) ? Number(retry['MaximumRetryAttempts']) : 0;
  return [
    ...(zone === undefined ? ['time zone'] : []),
    ...(queue === undefined ? ['dead letters'] : []),
    ...(retries > 0 ? [] : ['retries']),
  ];
});

/** The longest that a function may take for whatever calls it, seconds. */
function limitOf({ Type, Properties = {} }: Resource): number {
  switch (Type) {
    case 'AWS::ApiGatewayV2::Integration':
      return 29;
    case 'AWS::Lambda::EventSourceMapping':
      return 14 * 60;
    case 'Custom::DatabaseSchema':
      return Number(Properties['ServiceTimeout']) - 60;
    case 'AWS::Scheduler::Schedule': {
      const minutes = /^rate\((\d+) minutes\)$/.exec(String(Properties['ScheduleExpression']))?.[1];
      return minutes === undefined ? Infinity : Number(minutes) * 60;
    }
    default:
      return Infinity;
  }
}

const outlivesCaller: Rule = (deployed) =>
  functionsOf(deployed).flatMap((one) => {
    const timeout = Number(one.resource.Properties?.['Timeout'] ?? 3);
    const callers = deployed.resources.filter((caller) => timeout > limitOf(caller.resource) && refersTo(caller, one));
    return callers.map((caller) => `${nameOf(one)}: ${nameOf(caller)}`);
  });

/** The rules by what they forbid. */
export const RULES = {
  'an action with a wildcard': wildcardAction,
  'a right on all resources': allResources,
  'a managed policy': managedPolicy,
  'a secret in a variable or text': secretInVariable,
  'a public bucket': publicBucket,
  'a right for everybody': everyPrincipal,
  'a function of another runtime': otherRuntime,
  'a physical name': physicalName,
  'a condition that is decided at deploy time': condition,
  'a port that is open to everybody': openInbound,
  'logs that are kept for ever': logsForEver,
  'something stateful without a removal policy': noRemovalPolicy,
  'error responses of a whole distribution': errorResponses,
  'sharing with other origins': crossOrigin,
  'a stage without throttle or JSON log': openStage,
  'events that are lost when a function fails': lostEvents,
  'a timer without zone, retries or dead letters': weakTimer,
  'a function that may outlive its caller': outlivesCaller,
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof RULES;
