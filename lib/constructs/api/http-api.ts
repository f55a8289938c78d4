import { Duration, Stack } from 'aws-cdk-lib';
import { HttpApi as Api, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { ENV } from '#contracts/names.ts';
import { accessLog, type AccessLogFields } from './access-log.ts';
import { AppFunction } from '../functions/app-function.ts';
import type { FunctionSettings } from '../functions/function-settings.ts';

export interface HttpApiProps {
  readonly settings: FunctionSettings;
  /** Calls of the Lufthansa API in an hour, shown beside those used. */
  readonly callsPerHour: number;
  /** Address of an emulator, which answers for AWS; null on AWS. */
  readonly localEndpoint: string | null;
}

/**
 * Requests per second of all clients together that the CDN has no answer for. At some 50 ms each they keep the ten functions
 * busy that a new account may run at once; API Gateway answers 429 to the rest.
 */
const THROTTLE = { rateLimit: 200, burstLimit: 400 };

const LOG_FIELDS: AccessLogFields = {
  method: '$context.httpMethod',
  path: '$context.path',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  functionError: '$context.integrationErrorMessage',
};

/** The HTTP API: everything under `/api/` goes to one function, in payload format 2.0. */
export class HttpApi extends Construct {
  readonly handler: AppFunction;
  readonly api: Api;
  /** Host name of the API, for the CDN. */
  readonly domainName: string;
  readonly url: string;

  constructor(scope: Construct, id: string, { settings, callsPerHour, localEndpoint }: HttpApiProps) {
    super(scope, id);
    this.handler = new AppFunction(this, 'Function', {
      folder: 'http-api',
      description: 'Answers /api/',
      // Compresses answers of up to 5 MB; API Gateway waits 30 s.
      memorySize: 1024,
      timeout: Duration.seconds(29),
      settings,
      databaseRole: 'reader',
      environment: { [ENV.lufthansaCallsPerHour]: String(callsPerHour) },
    });
    this.api = new Api(this, 'Api', {
      description: `HTTP API of ${Stack.of(this).stackName}`,
      createDefaultStage: false,
    });
    const integration = new HttpLambdaIntegration('Integration', this.handler);
    this.api.addRoutes({ path: '/api/{proxy+}', methods: [HttpMethod.ANY], integration });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: accessLog(this, { fields: LOG_FIELDS, retention: settings.logRetention }),
    });
    this.url = localEndpoint === null ? stage.url : `${localEndpoint}/_aws/execute-api/${this.api.apiId}/$default`;
    const { region, urlSuffix } = Stack.of(this);
    this.domainName = `${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
  }
}
