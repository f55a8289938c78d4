import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { LogGroupLogDestination, type IAccessLogSettings } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** Names of an access log's fields, each with the variable of API Gateway that it is filled from. */
export type AccessLogFields = Readonly<Record<string, `$context.${string}`>>;

/** In every line: its id, by which it is found again in the function's log, and what came of it. */
const COMMON: AccessLogFields = {
  requestId: '$context.requestId',
  functionRequestId: '$context.integration.requestId',
  time: '$context.requestTimeEpoch',
  ip: '$context.identity.sourceIp',
  route: '$context.routeKey',
  status: '$context.status',
  functionStatus: '$context.integration.status',
  functionMs: '$context.integrationLatency',
  // Its message isn't escaped: one with a quote in it would be no JSON.
  error: '$context.error.responseType',
};

/** One JSON line for each request of a stage, in a log group of its own. */
export function accessLog(
  scope: Construct,
  { fields, retention }: { readonly fields: AccessLogFields; readonly retention: RetentionDays },
): IAccessLogSettings {
  return {
    destination: new LogGroupLogDestination(
      new LogGroup(scope, 'AccessLogs', { retention, removalPolicy: RemovalPolicy.DESTROY }),
    ),
    format: AccessLogFormat.custom(JSON.stringify({ ...COMMON, ...fields })),
  };
}
