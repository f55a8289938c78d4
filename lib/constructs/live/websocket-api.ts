import { ArnFormat, CfnOutput, Stack } from 'aws-cdk-lib';
import { WebSocketApi as Api, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { accessLog, type AccessLogFields } from '../api/access-log.ts';
import { ApiGatewayLogRole } from './api-gateway-log-role.ts';
import type { AppFunction } from '../functions/app-function.ts';

export interface WebsocketApiProps {
  /** Address of an emulator, which answers for AWS; null on AWS. */
  readonly localEndpoint: string | null;
  readonly logRetention: RetentionDays;
  /** Whether the role by which API Gateway logs is made here, or is there already. */
  readonly logRole: 'create' | 'existing';
}

/**
 * Messages and connections per second of all viewers together. A viewer subscribes at most twice a second while the map is
 * dragged and pings every few minutes, so 2,000 make some 200; the rest is for those who connect again after a deployment.
 * API Gateway takes 500 new connections a second, and 10,000 requests of any kind, sent frames included.
 */
const THROTTLE = { rateLimit: 500, burstLimit: 1000 };

/**
 * Lines are written for what viewers send, not for what is sent to them. Without the connection's id, by which whoever reads
 * it could be sent messages: the function's log has its hash, under `functionRequestId`.
 */
const LOG_FIELDS: AccessLogFields = {
  event: '$context.eventType',
  functionError: '$context.integration.error',
};

/** The address that viewers connect to. Its routes are in `websocket-routes.ts`. */
export class WebsocketApi extends Construct {
  readonly api: Api;
  readonly stage: WebSocketStage;
  /** `wss:` address for the page. */
  readonly url: string;
  /** `https:` address of the management API, by which functions post to viewers. */
  readonly callbackUrl: string;

  constructor(scope: Construct, id: string, { localEndpoint, logRetention, logRole }: WebsocketApiProps) {
    super(scope, id);
    this.api = new Api(this, 'Api', {
      description: `WebSocket API of ${Stack.of(this).stackName}`,
      routeSelectionExpression: '$request.body.action',
    });
    this.stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.api,
      stageName: 'live',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: accessLog(this, { fields: LOG_FIELDS, retention: logRetention }),
    });
    if (logRole === 'create') this.stage.node.addDependency(new ApiGatewayLogRole(this, 'LogRole').account);
    const localUrl = `${localEndpoint ?? ''}/_aws/execute-api/${this.api.apiId}/${this.stage.stageName}`;
    this.url = localEndpoint === null ? this.stage.url : localUrl.replace(/^http/, 'ws');
    this.callbackUrl = localEndpoint === null ? this.stage.callbackUrl : localUrl;
    new CfnOutput(Stack.of(this), 'WebsocketUrl', { value: this.url });
  }

  /** Lets a function send to viewers, whose connections are known only while they last; nothing else of the API. */
  letPost(sender: AppFunction): void {
    const connections = Stack.of(this).formatArn({
      service: 'execute-api',
      resource: this.api.apiId,
      resourceName: `${this.stage.stageName}/POST/@connections/*`,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    sender.addToRolePolicy(
      new PolicyStatement({ actions: ['execute-api:ManageConnections'], resources: [connections] }),
    );
  }
}
