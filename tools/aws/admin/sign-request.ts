import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';

/** What a request is signed with. */
export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface RequestToSign {
  readonly method: string;
  /** With its query. */
  readonly url: URL;
  readonly credentials: SigningCredentials;
  readonly region: string;
  /** Name of the service in the signature. @default execute-api, an API of API Gateway */
  readonly service?: string;
  /** The signature holds for five minutes around it. */
  readonly atMs: number;
}

/** Headers of a request without a body that is signed as AWS asks (SigV4). `host` is signed and not among them: fetch sends it. */
export async function signRequest(request: RequestToSign): Promise<Readonly<Record<string, string>>> {
  const { method, url, credentials, region, service = 'execute-api', atMs } = request;
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
    region,
    service,
    sha256: Sha256,
    // Only S3 wants the body's sum as a header.
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { host: url.host },
    },
    { signingDate: new Date(atMs) },
  );
  return Object.fromEntries(Object.entries(signed.headers).filter(([name]) => name !== 'host'));
}
