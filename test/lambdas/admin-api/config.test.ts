import { expect, test } from 'vitest';
import { readConfig } from '../../../lambdas/admin-api/config.ts';

const ENV = { MONGODB_URI: 'mongodb://here', LUFTHANSA_CLIENT_ID: 'id', LUFTHANSA_CLIENT_SECRET: 'secret' };

test('needs the database and the credentials, and lets nobody in unless it is told a token', () => {
  expect(readConfig({ ...ENV, ADMIN_TOKEN: '' })).toMatchObject({
    mongodb: { uri: 'mongodb://here', database: 'airlines', roleArn: null },
    adminToken: null,
    referenceEtlFunction: null,
  });
  expect(readConfig({ ...ENV, ADMIN_TOKEN: 'x', REFERENCE_ETL_FUNCTION: 'f' })).toMatchObject({
    adminToken: 'x',
    referenceEtlFunction: 'f',
  });
});

test.each(['MONGODB_URI', 'LUFTHANSA_CLIENT_ID', 'LUFTHANSA_CLIENT_SECRET'])('names %s where it is missing', (name) => {
  expect(() => readConfig({ ...ENV, [name]: '' })).toThrow(`${name} must be set`);
});
