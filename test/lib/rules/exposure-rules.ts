import { isJson, listOf, nameOf, ofType, textOf, within, type Rule } from './deployed.ts';

const SECRET_NAME = /(^|_)(SECRET|PASSWORD|TOKEN|API_?KEY|PRIVATE_KEY|CREDENTIALS)$/i;
const SECRET_TEXT = /:\/\/[^\s/@:]+:[^\s/@]+@|\{\{resolve:(secretsmanager|ssm-secure)|\bAKIA[0-9A-Z]{16}\b/;

/** Lambda's variables are an object, those of a container a list. */
function variablesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown) => (isJson(one) ? [[String(one['Name']), one['Value']] as const] : []));
  }
  return isJson(value) && isJson(value['Variables']) ? Object.entries(value['Variables']) : [];
}

export const secretInVariable: Rule = ({ resources }) =>
  resources.flatMap((placed) => {
    const values = [...within(placed.resource.Properties)];
    const variables = values.flatMap((value) => (isJson(value) ? variablesOf(value['Environment']) : []));
    const named = variables.filter(([name]) => SECRET_NAME.test(name)).map(([name]) => name);
    const isWritten = values.some((value) => SECRET_TEXT.test(textOf(value)));
    return [...named, ...(isWritten ? ['text'] : [])].map((what) => `${nameOf(placed)}: ${what}`);
  });

const BLOCKS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

export const publicBucket: Rule = ofType(/^AWS::S3::Bucket$/, (properties) => {
  const block = properties['PublicAccessBlockConfiguration'];
  const isBlocked = isJson(block) && BLOCKS.every((name) => block[name] === true);
  const isOpen = /Public|Authenticated/.test(textOf(properties['AccessControl'] ?? ''));
  return isBlocked && !isOpen && properties['WebsiteConfiguration'] === undefined ? [] : [''];
});

const isEverywhere = (rule: unknown): boolean =>
  isJson(rule) && (rule['CidrIp'] === '0.0.0.0/0' || rule['CidrIpv6'] === '::/0');

export const openInbound: Rule = ofType(/^AWS::EC2::SecurityGroup(Ingress)?$/, (properties) =>
  [properties, ...listOf(properties['SecurityGroupIngress'])].some(isEverywhere) ? [''] : [],
);

export const errorResponses: Rule = ofType(/^AWS::CloudFront::Distribution$/, ({ DistributionConfig: config }) =>
  isJson(config) && config['CustomErrorResponses'] !== undefined ? [''] : [],
);

export const crossOrigin: Rule = ({ resources }) =>
  resources
    .filter(({ resource }) => /"(Cors\w*|Access-Control-[\w-]+)"/i.test(JSON.stringify(resource.Properties ?? {})))
    .map(nameOf);

export const openStage: Rule = ofType(
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
