import { expect, test } from 'vitest';
import { awsOperator } from '../../../../tools/aws/admin/aws-operator.ts';

const credentials = () => Promise.resolve({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' });
const clock = () => Date.UTC(2026, 10, 24);

test.each([
  ['https://a1b2c3.execute-api.us-west-2.amazonaws.com/', 'us-west-2'],
  ['https://api.airlines.example', 'eu-central-1'],
])('signs for the region that %s is in: %s', async (apiUrl, region) => {
  const { baseUrl, authorize } = awsOperator({ apiUrl, region: 'eu-central-1', credentials, clock });
  const { authorization } = await authorize('POST', new URL(`${baseUrl}/api/references`));
  expect(authorization).toContain(`AKIDEXAMPLE/20261124/${region}/execute-api/aws4_request`);
  expect(baseUrl).not.toMatch(/\/$/);
});
