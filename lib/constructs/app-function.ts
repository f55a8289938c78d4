import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { DEFAULT_DATABASE, ENV } from '#contracts/names.ts';

export interface AppFunctionProps {
  /** Folder below `lambdas/`; its `handler.ts` exports `handler`. */
  readonly folder: string;
  readonly description: string;
  readonly logRetention: RetentionDays;
  /** MB; Lambda gives one CPU per 1,769. @default 512 */
  readonly memorySize?: number;
  /** @default 30 seconds */
  readonly timeout?: Duration;
  /** Goes before the defaults where both name a variable. @default none */
  readonly environment?: Readonly<Record<string, string>>;
}

/** How the Lufthansa API is called. */
export interface LufthansaAccess {
  readonly credentials: ISecret;
  /** Of all functions together, as the rate of an hour is. */
  readonly callsPerSecond: number;
  readonly callsPerHour: number;
}

const ROOT = new URL('../../', import.meta.url);

/**
 * Every function of ours: nodejs24.x on arm64, bundled as one ES module with its SDK, a role of its own that may write its
 * own log group only, JSON logs, and `NODE_OPTIONS=--enable-source-maps`.
 */
export class AppFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: AppFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
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
      environment: { NODE_OPTIONS: '--enable-source-maps', ...props.environment },
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        minify: true,
        sourceMap: true,
        bundleAwsSDK: true,
        // The MongoDB driver is CommonJS and requires Node's own modules.
        banner: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    });
  }

  /** The database's address is read from the secret at run time: the variable and the right to read it come together. */
  useDatabase(uri: ISecret): void {
    this.addEnvironment(ENV.mongodbSecretArn, uri.secretArn);
    this.addEnvironment(ENV.mongodbDatabase, DEFAULT_DATABASE);
    uri.grantRead(this);
  }

  /** The same for the credentials of the Lufthansa API, with the rates that it may be called at. */
  useLufthansa({ credentials, callsPerSecond, callsPerHour }: LufthansaAccess): void {
    this.addEnvironment(ENV.lufthansaSecretArn, credentials.secretArn);
    this.addEnvironment(ENV.lufthansaCallsPerSecond, String(callsPerSecond));
    this.addEnvironment(ENV.lufthansaCallsPerHour, String(callsPerHour));
    credentials.grantRead(this);
  }
}
