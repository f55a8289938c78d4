/** What an error of the AWS SDK means to an operator. */
export interface AwsFailure {
  readonly kind: 'no-credentials' | 'expired' | 'refused' | 'denied' | 'absent' | 'unreachable' | 'other';
  /** For people, in one line, without control characters. */
  readonly text: string;
}

const KINDS: readonly (readonly [AwsFailure['kind'], ReadonlySet<string>])[] = [
  ['no-credentials', new Set(['CredentialsProviderError', 'TokenProviderError'])],
  ['expired', new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'])],
  [
    'refused',
    new Set([
      ...['InvalidClientTokenId', 'UnrecognizedClientException', 'InvalidAccessKeyId', 'AuthFailure'],
      ...['SignatureDoesNotMatch', 'InvalidSignatureException', 'IncompleteSignature'],
    ]),
  ],
  ['denied', new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'NotAuthorized'])],
  ['absent', new Set(['ParameterNotFound', 'ResourceNotFoundException', 'NotFoundException'])],
  ['unreachable', new Set(['TimeoutError', 'AbortError', 'NetworkingError'])],
];
const NETWORK_CODES = new Set(['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', 'EHOSTUNREACH']);
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g;
const MOST_CHARACTERS = 300;

/** Sorts errors by their names, which are those of the services' APIs. */
export function describeAwsError(error: unknown): AwsFailure {
  if (!(error instanceof Error)) return { kind: 'other', text: oneLine(String(error)) };
  const text = oneLine(`${error.name}: ${error.message}`);
  if ('code' in error && typeof error.code === 'string' && NETWORK_CODES.has(error.code)) {
    return { kind: 'unreachable', text };
  }
  // The provider chain says of a session that has ended only that it found nothing.
  if (error.name === 'CredentialsProviderError' && /expired/i.test(error.message)) return { kind: 'expired', text };
  const kind = KINDS.find(([, names]) => names.has(error.name))?.[0] ?? 'other';
  return { kind, text };
}

/** Text from outside for a terminal. */
export function oneLine(text: string): string {
  const safe = text.replaceAll(CONTROL, ' ').trim();
  return safe.length > MOST_CHARACTERS ? `${safe.slice(0, MOST_CHARACTERS)}…` : safe;
}
