import { expect, test } from 'vitest';
import { findIdentity } from '../../../../tools/aws/preflight/identity.ts';

const named = (name: string, message = 'a message') => Object.assign(new Error(message), { name });

test('says who is asking, and that it had better not be the root user', async () => {
  const me = { account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/Admin/me' };
  const found = await findIdentity(() => Promise.resolve(me));
  expect(found).toMatchObject({
    identity: me,
    findings: [{ level: 'ok', text: expect.stringContaining(me.arn) as string }],
  });
  const root = { account: '123456789012', arn: 'arn:aws:iam::123456789012:root' };
  expect(await findIdentity(() => Promise.resolve(root))).toMatchObject({
    identity: root,
    findings: [{ level: 'warning' }],
  });
});

test.each([
  [named('CredentialsProviderError', 'Could not load credentials from any providers'), 'no AWS credentials were found'],
  [named('ExpiredToken'), 'have expired'],
  [named('InvalidClientTokenId'), "doesn't know these credentials"],
  [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'was not reached'],
  [named('Boom', 'something else'), 'Boom: something else'],
])('without credentials that work (%s) it says which way out there is', async (error, text) => {
  const { identity, findings } = await findIdentity(() => Promise.reject(error));
  expect(identity).toBeNull();
  expect(findings).toMatchObject([{ level: 'missing', text: expect.stringContaining(text) as string }]);
  expect(findings[0]?.remedies).not.toHaveLength(0);
});
