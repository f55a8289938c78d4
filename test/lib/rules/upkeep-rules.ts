import { isJson, listOf, nameOf, ofType, within, type Rule } from './deployed.ts';

export const otherRuntime: Rule = ofType(/^AWS::Lambda::Function$/, (properties) => {
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

export const physicalName: Rule = ({ resources }) =>
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

export const condition: Rule = ({ templates, resources }) => [
  ...[...templates].flatMap(([stack, template]) => ('Conditions' in template ? [`${stack}: Conditions`] : [])),
  ...resources
    .filter(({ resource }) => [...within(resource)].some((value) => isJson(value) && 'Fn::If' in value))
    .map(nameOf),
];

export const logsForEver: Rule = ofType(/^AWS::(Logs::LogGroup|Lambda::Function)$/, (properties, { resource }) => {
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

export const noRemovalPolicy: Rule = ofType(STATEFUL, (_, { resource }) =>
  resource.DeletionPolicy !== undefined && resource.UpdateReplacePolicy !== undefined ? [] : [''],
);
