import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { isJsonObject } from '#contracts/read.ts';

/**
 * Who asks, as the log names them; null where it is no operator. On AWS API Gateway has checked the signature of the request
 * and says whose it is; on one machine there is a token. A function that has neither lets nobody in.
 * @param adminToken null on AWS
 */
export function operatorOf(event: APIGatewayProxyEventV2, adminToken: string | null): string | null {
  const signer = iamPrincipal(event.requestContext);
  if (signer !== null) return signer;
  const [, given] = /^Bearer +(\S+) *$/i.exec(event.headers['authorization'] ?? '') ?? [];
  if (adminToken === null || given === undefined || !isSame(given, adminToken)) return null;
  return 'token';
}

/** API Gateway writes it after it has checked the signature; a client can't. */
function iamPrincipal(requestContext: object): string | null {
  const authorizer: unknown = 'authorizer' in requestContext ? requestContext.authorizer : undefined;
  const iam = isJsonObject(authorizer) ? authorizer['iam'] : undefined;
  if (!isJsonObject(iam)) return null;
  const { userArn } = iam;
  return typeof userArn === 'string' && userArn !== '' ? userArn : null;
}

/** Takes the same time wherever the two differ, their lengths included. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
