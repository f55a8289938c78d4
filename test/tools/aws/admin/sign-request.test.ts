import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signRequest } from '../../../../tools/aws/admin/sign-request.ts';

/** Keys, time and signatures of the AWS Signature Version 4 test suite. */
const SUITE = {
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
  region: 'us-east-1',
  service: 'service',
  atMs: Date.UTC(2015, 7, 30, 12, 36, 0),
};
const VECTORS: readonly (readonly [name: string, method: string, path: string, signature: string])[] = [
  ['get-vanilla', 'GET', '/', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  [
    'get-vanilla-query-order-key-case',
    'GET',
    '/?Param2=value2&Param1=value1',
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  ],
  ['post-vanilla', 'POST', '/', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
];

test.each(VECTORS)('signs %s of the AWS test suite as published', async (_name, method, path, signature) => {
  const headers = await signRequest({ ...SUITE, method, url: new URL(`https://example.amazonaws.com${path}`) });
  expect(headers).toEqual({
    'x-amz-date': '20150830T123600Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
      `SignedHeaders=host;x-amz-date, Signature=${signature}`,
  });
});

describe('a request to the admin routes', () => {
  const temporary = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'a-secret/of+this=test', sessionToken: 'token==' };
  const url = new URL(
    'https://a1b2c3.execute-api.eu-central-1.amazonaws.com/api/schedule?origin=FRA&destination=JFK&date=2026-12-01',
  );
  const request = { method: 'POST', url, credentials: temporary, region: 'eu-central-1', atMs: Date.UTC(2026, 10, 24) };

  test('is signed as the definition of SigV4 says, session token and sorted query included', async () => {
    const headers = await signRequest(request);
    const canonical = [
      'POST',
      '/api/schedule',
      'date=2026-12-01&destination=JFK&origin=FRA',
      `host:${url.host}`,
      'x-amz-date:20261124T000000Z',
      'x-amz-security-token:token==',
      '',
      'host;x-amz-date;x-amz-security-token',
      sha256(''),
    ].join('\n');
    const scope = '20261124/eu-central-1/execute-api/aws4_request';
    const key = ['20261124', 'eu-central-1', 'execute-api', 'aws4_request'].reduce<Buffer | string>(
      (last, part) => createHmac('sha256', last).update(part).digest(),
      `AWS4${temporary.secretAccessKey}`,
    );
    const toSign = ['AWS4-HMAC-SHA256', '20261124T000000Z', scope, sha256(canonical)].join('\n');
    const signature = createHmac('sha256', key).update(toSign).digest('hex');
    expect(headers['authorization']).toBe(
      `AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/${scope}, ` +
        `SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=${signature}`,
    );
    expect(headers['x-amz-security-token']).toBe('token==');
  });

  test('holds neither the secret nor a host that fetch would send twice', async () => {
    const headers = await signRequest(request);
    expect(JSON.stringify(headers)).not.toContain(temporary.secretAccessKey);
    expect(Object.keys(headers)).not.toContain('host');
  });
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
