import { STSClient } from '@aws-sdk/client-sts';
import { clientSettings } from '../client-settings.ts';
import type { Operator } from './local-operator.ts';
import { signRequest, type SigningCredentials } from './sign-request.ts';

export interface AwsOperatorOptions {
  /** The API's own address: through the site's the signature is another host's. */
  readonly apiUrl: string;
  /** Of an address that doesn't name its own. */
  readonly region: string;
  /** @default those that the SDK finds */
  readonly credentials?: () => Promise<SigningCredentials>;
  readonly clock: () => number;
}

/** `https://<id>.execute-api.<region>.amazonaws.com` */
const API_HOST = /\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;

/** An operator whom API Gateway knows by the signature of each request. */
export function awsOperator({ apiUrl, region, clock, ...options }: AwsOperatorOptions): Operator {
  const credentials = options.credentials ?? new STSClient(clientSettings(region)).config.credentials;
  return {
    baseUrl: apiUrl.replace(/\/$/, ''),
    authorize: async (method, url) => {
      const signingRegion = API_HOST.exec(url.hostname)?.[1] ?? region;
      return signRequest({ method, url, credentials: await credentials(), region: signingRegion, atMs: clock() });
    },
  };
}
