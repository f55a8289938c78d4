import type { DeploymentConfig } from '../../../lib/config.ts';
import { describeAwsError } from '../aws-error.ts';
import { missing, ok, warning, type Finding } from './finding.ts';

/** A place in AWS. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** What the CDK's stacks ask for (`requiresBootstrapStackVersion`). */
const LEAST_BOOTSTRAP_VERSION = 6;

/** @param bootstrapVersion null where the account isn't bootstrapped in the region */
export async function checkBootstrap(
  { account, region }: Place,
  bootstrapVersion: () => Promise<number | null>,
): Promise<readonly Finding[]> {
  const remedy = `npx cdk bootstrap aws://${account}/${region}`;
  const version = await bootstrapVersion();
  if (version === null) return [missing(`the CDK is not bootstrapped in ${region}`, remedy)];
  if (version < LEAST_BOOTSTRAP_VERSION) {
    return [missing(`the CDK's bootstrap is of version ${version}, ${LEAST_BOOTSTRAP_VERSION} is needed`, remedy)];
  }
  return [ok(`version ${version}`)];
}

/** Executions at one time that Lambda allows. */
export interface LambdaLimits {
  /** Of the whole account in the region. */
  readonly concurrent: number;
  /** What no function has reserved for itself. */
  readonly unreserved: number;
}

/** What a new account has until it asks for more. */
const NEW_ACCOUNT = 10;
/** With this, viewers, pollers and ETLs don't get in each other's way. */
const COMFORTABLE = 100;
/** Lambda keeps as many for functions without a reservation. */
const KEPT_UNRESERVED = 100;
/** Functions that read Kafka: position-store, position-broadcast. */
const RESERVING_FUNCTIONS = 2;
const ASK_FOR_MORE = [
  'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000',
  'or in the console: Service Quotas, AWS Lambda, Concurrent executions; answered within days, free of charge',
];

export async function checkConcurrency(
  { reservedConcurrency }: Pick<DeploymentConfig, 'reservedConcurrency'>,
  lambdaLimits: () => Promise<LambdaLimits>,
): Promise<readonly Finding[]> {
  const { concurrent, unreserved } = await lambdaLimits();
  const reserved = (reservedConcurrency ?? 0) * RESERVING_FUNCTIONS;
  const reservable = Math.max(0, unreserved - Math.min(KEPT_UNRESERVED, concurrent));
  if (reserved > reservable) {
    const text = `reservedConcurrency ${reservedConcurrency ?? 0} takes ${reserved} of the account's ${concurrent}, ${reservable} can be reserved`;
    return [missing(text, 'Set reservedConcurrency to null in deployment.json', ...ASK_FOR_MORE)];
  }
  const text = `${concurrent} executions at one time, ${unreserved} of them free for all functions`;
  if (unreserved > COMFORTABLE) return [ok(text)];
  const meaning =
    unreserved <= NEW_ACCOUNT
      ? 'enough to try it with a few viewers; with more, requests are answered 503 and frames come late'
      : 'enough for some dozens of viewers';
  return [warning(`${text}: ${meaning}`, ...ASK_FOR_MORE)];
}

/**
 * API Gateway writes the access log of a WebSocket API with a role of the account and region, for all APIs there. With
 * `create` the Live stack makes one and sets it.
 * @param logRole null where there is none
 */
export async function checkApiLogs(
  { stage, apiGatewayLogRole }: Pick<DeploymentConfig, 'stage' | 'apiGatewayLogRole'>,
  logRole: () => Promise<string | null>,
): Promise<readonly Finding[]> {
  const role = await logRole();
  if (apiGatewayLogRole === 'existing') {
    if (role !== null) return [ok(role)];
    const text = 'API Gateway has no role to write logs with in this region: the Live stack would fail';
    return [missing(text, 'Set apiGatewayLogRole to "create" in deployment.json, and the stack makes one')];
  }
  if (role === null) return [ok('the Live stack makes the role of this account and region')];
  if (OWN_LOG_ROLE.test(role)) return [ok(role)];
  return [
    warning(
      `API Gateway logs with ${role}: stage ${stage} would set another for all APIs of this account and region`,
      'Set apiGatewayLogRole to "existing" in deployment.json',
    ),
  ];
}

/** As CloudFormation names what a Live stack made. */
const OWN_LOG_ROLE = /:role\/airlines-[a-z0-9]+-live-/;

/** @returns null where an answer of the SDK says that there is no such thing */
export async function nullWhereAbsent<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking;
  } catch (error) {
    if (describeAwsError(error).kind === 'absent') return null;
    throw error;
  }
}
