import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { ConnectionPostError, type ConnectionPostErrorCode } from './connection-post-error.ts';

export interface ManagementApiOptions {
  /** Address of the stage: `https://<api>.execute-api.<region>.amazonaws.com/<stage>`. */
  readonly endpoint: string;
  /** How long one post may take before it's given up. @default 2000 */
  readonly timeoutMs?: number;
  /** Sockets kept to the endpoint. @default 64 */
  readonly maxSockets?: number;
}

/** Posting to the connections of one WebSocket API. */
export interface ManagementApi {
  /** @throws ConnectionPostError */
  post(connectionId: string, text: string): Promise<void>;
  close(): void;
}

/**
 * API Gateway's management API. Retries are the caller's (maxAttempts 1): the SDK's own would hide throttling, and only
 * the caller knows how long a frame is worth sending.
 */
export function createManagementApi({
  endpoint,
  timeoutMs = 2000,
  maxSockets = 64,
}: ManagementApiOptions): ManagementApi {
  const client = new ApiGatewayManagementApiClient({
    endpoint,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      httpAgent: { maxSockets, keepAlive: true },
      httpsAgent: { maxSockets, keepAlive: true },
    },
    ...(endpoint.startsWith('http://') ? withoutSignature : {}),
  });
  return {
    post: async (connectionId, text) => {
      try {
        await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: text }), {
          abortSignal: AbortSignal.timeout(timeoutMs),
        });
      } catch (error) {
        throw new ConnectionPostError(codeOf(error), connectionId, { cause: error });
      }
    },
    close: () => client.destroy(),
  };
}

/** Plain http is only ever a gateway on this machine: API Gateway has none. It checks no signature, and needs no keys. */
const withoutSignature = {
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

const CODE_BY_STATUS: Readonly<Record<number, ConnectionPostErrorCode>> = {
  410: 'gone',
  413: 'too_large',
  429: 'throttled',
};

/** Goes by the HTTP status: names and classes of errors differ between SDK versions and bundles. */
function codeOf(error: unknown): ConnectionPostErrorCode {
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timeout';
  const status = '$metadata' in error ? statusOf(error.$metadata) : undefined;
  return (status === undefined ? undefined : CODE_BY_STATUS[status]) ?? 'failed';
}

function statusOf(metadata: unknown): number | undefined {
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
