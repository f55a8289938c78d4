import { describe, expect, test } from 'vitest';
import { describeAwsError } from '../../../tools/aws/aws-error.ts';

const named = (name: string, message = 'a message', more = {}) => Object.assign(new Error(message), { name, ...more });

describe('an error of the AWS SDK', () => {
  test.each([
    ['no-credentials', named('CredentialsProviderError', 'Could not load credentials from any providers')],
    ['expired', named('CredentialsProviderError', 'The SSO session associated with this profile has expired')],
    ['expired', named('ExpiredTokenException')],
    ['refused', named('InvalidClientTokenId')],
    ['denied', named('AccessDeniedException')],
    ['absent', named('ParameterNotFound')],
    ['unreachable', named('Error', 'getaddrinfo ENOTFOUND', { code: 'ENOTFOUND' })],
    ['unreachable', named('TimeoutError')],
    ['other', named('ThrottlingException')],
    ['other', 'no error at all'],
  ])('is %s', (kind, error) => {
    expect(describeAwsError(error).kind).toBe(kind);
  });

  test('is one line without control characters, cut where it is long', () => {
    const { text } = describeAwsError(named('Boom', `two\nlines\u001b[31m ${'x'.repeat(1000)}`));
    expect(text).toMatch(/^Boom: two lines \[31m x+…$/);
    expect(text.length).toBeLessThan(320);
  });
});
