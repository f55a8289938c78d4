import { expect, test } from 'vitest';
import { readMongoConfig } from '#adapters/mongo/mongo-config.ts';

const ROLE = 'arn:aws:iam::111111111111:role/airlines-dev-data-WriterRole1A2B';
const IAM_URI = 'mongodb+srv://cluster0.abcde.mongodb.net/?authSource=%24external&authMechanism=MONGODB-AWS';

test('without a role the address says who logs in, and the database is airlines unless told', () => {
  expect(readMongoConfig({ MONGODB_URI: 'mongodb://a' })).toEqual({
    uri: 'mongodb://a',
    database: 'airlines',
    roleArn: null,
  });
  expect(readMongoConfig({ MONGODB_URI: 'mongodb://a', MONGODB_DATABASE: 'b', MONGODB_ROLE_ARN: '' })).toMatchObject({
    database: 'b',
    roleArn: null,
  });
});

test('a role goes with an address that names MONGODB-AWS', () => {
  expect(readMongoConfig({ MONGODB_URI: IAM_URI, MONGODB_ROLE_ARN: ROLE }).roleArn).toBe(ROLE);
});

test.each([
  [{}, 'MONGODB_URI must be set'],
  [{ MONGODB_URI: '' }, 'MONGODB_URI must be set'],
  [{ MONGODB_URI: IAM_URI, MONGODB_ROLE_ARN: 'WriterRole' }, 'MONGODB_ROLE_ARN must be the ARN of an IAM role'],
  [{ MONGODB_URI: 'mongodb://user:hush@a', MONGODB_ROLE_ARN: ROLE }, 'MONGODB_ROLE_ARN needs MONGODB_URI to end with'],
])('%j is refused: %s', (env, message) => {
  expect(() => readMongoConfig(env)).toThrow(message);
});

test('a refusal never tells the address, which may hold a password', () => {
  expect(() => readMongoConfig({ MONGODB_URI: 'mongodb://user:hush@a', MONGODB_ROLE_ARN: ROLE })).not.toThrow(/hush/);
});
