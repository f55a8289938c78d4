import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ApplicationLogLevel, Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat, type BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { metricsNamespace } from '#contracts/metric-names.ts';
import { DEFAULT_DATABASE, ENV } from '#contracts/names.ts';
import { databaseEnvironment, databaseRights, type DatabaseRole } from '../database/database-access.ts';
import type { FunctionSettings } from './function-settings.ts';

export interface AppFunctionProps {
  /** Folder below `lambdas/`; its `handler.ts` exports `handler`. */
  readonly folder: string;
  readonly description: string;
  readonly settings: FunctionSettings;
  readonly databaseRole: DatabaseRole;
  /** MB; Lambda gives one CPU per 1,769. @default 512 */
  readonly memorySize?: number;
  /** @default 30 seconds */
  readonly timeout?: Duration;
  /** Kept for this function and never more than that; null: what the account has left. @default null */
  readonly reservedConcurrency?: number | null;
  /** Goes before the defaults where both name a variable. @default none */
  readonly environment?: Readonly<Record<string, string>>;
}

const ROOT = new URL('../../../', import.meta.url);
/** Lambda makes interfaces for a function within a network; these actions know no resources. */
const NETWORK_ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * Every function of ours: nodejs24.x on arm64, bundled as one ES module, a role of its own that may write its own log group
 * and reach the database, JSON logs, and `NODE_OPTIONS=--enable-source-maps`.
 */
export class AppFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: AppFunctionProps) {
    const { settings, databaseRole, reservedConcurrency } = props;
    const { database, egress } = settings;
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: settings.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    role.addToPrincipalPolicy(databaseRights(database, databaseRole));
    if (egress !== null) {
      role.addToPrincipalPolicy(new PolicyStatement({ actions: NETWORK_ACTIONS, resources: ['*'] }));
    }
    super(scope, id, {
      description: props.description,
      entry: fileURLToPath(new URL(`lambdas/${props.folder}/handler.ts`, ROOT)),
      handler: 'handler',
      projectRoot: fileURLToPath(ROOT),
      depsLockFilePath: fileURLToPath(new URL('package-lock.json', ROOT)),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memorySize ?? 512,
      timeout: props.timeout ?? Duration.seconds(30),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: settings.logLevel === 'debug' ? ApplicationLogLevel.DEBUG : ApplicationLogLevel.INFO,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        [ENV.metricsNamespace]: metricsNamespace(settings.stage),
        [ENV.mongodbDatabase]: DEFAULT_DATABASE,
        ...databaseEnvironment(database, databaseRole),
        ...props.environment,
      },
      bundling: bundling(settings),
      ...(reservedConcurrency == null ? {} : { reservedConcurrentExecutions: reservedConcurrency }),
      ...(egress !== null && {
        vpc: egress.vpc,
        vpcSubnets: egress.subnets,
        securityGroups: [egress.securityGroup],
      }),
    });
  }
}

function bundling({ bundlesSdk }: FunctionSettings): BundlingOptions {
  return {
    format: OutputFormat.ESM,
    target: 'node24',
    minify: true,
    sourceMap: true,
    // Traces name our files and lines; with their text the map would be half of what is uploaded and read at each start.
    sourcesContent: false,
    // The MongoDB driver reads its address with Node's own URL instead of a copy in JavaScript, a third of the code.
    esbuildArgs: { '--alias:whatwg-url': 'node:url' },
    bundleAwsSDK: bundlesSdk,
    // The MongoDB driver is CommonJS and requires Node's own modules.
    banner: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  };
}
