import { expect, test } from 'vitest';
import { checkLufthansaSecret } from '../../../../tools/aws/preflight/lufthansa-secret.ts';

const ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:Lufthansa-a1';
const stacks = [{ id: 'data', status: 'CREATE_COMPLETE', outputs: { LufthansaSecretArn: ARN } }];
const look = async (text: string) => {
  const [finding] = await checkLufthansaSecret({ stage: 'dev', stacks }, (arn) =>
    Promise.resolve(arn === ARN ? text : ''),
  );
  return finding;
};

test('a secret in the form that the functions read is filled', async () => {
  expect(await look('{"client_id":"abc","client_secret":"hunter2"}')).toMatchObject({ level: 'ok' });
});

test.each([
  'Replace this by {"client_id":"…","client_secret":"…"} as developer.lufthansa.com shows them',
  '{"client_id":"abc"}',
  '',
])('one that holds %s is not, and says how to fill it', async (text) => {
  const finding = await look(text);
  expect(finding?.level).toBe('missing');
  expect(finding?.remedies.join('\n')).toContain(`put-secret-value --secret-id ${ARN} --secret-string file://`);
});

test('before the data stack it is what comes next', async () => {
  const unread = () => Promise.reject(new Error('not to be read'));
  expect(await checkLufthansaSecret({ stage: 'dev', stacks: [] }, unread)).toMatchObject([{ level: 'warning' }]);
});
