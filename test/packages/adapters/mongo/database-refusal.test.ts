import { MongoNetworkError, MongoParseError, MongoServerError } from 'mongodb';
import { expect, test } from 'vitest';
import { databaseRefusal } from '#adapters/mongo/database-refusal.ts';

const serverError = (code: number, message: string) => new MongoServerError({ message, code });

test.each([
  [
    'a text that is no address',
    new MongoParseError('Invalid scheme in mongo://u:hush@h'),
    'must begin with mongodb://',
  ],
  [
    'a role that may not be assumed',
    Object.assign(new Error('AccessDenied'), { name: 'MongoAWSError' }),
    'AccessDenied',
  ],
  ['a wrong password', serverError(18, 'Authentication failed.'), 'the database refuses the login'],
  ['Atlas’ wrong password', serverError(8000, 'bad auth : authentication failed'), 'the database refuses the login'],
  ['a missing right', serverError(13, 'not authorized on airlines'), 'user may not do this: not authorized'],
  ['Atlas’ missing right', serverError(8000, 'user is not allowed to do action [createIndex]'), 'may not do this'],
  ['a host that is away', new MongoNetworkError('connect ECONNREFUSED'), 'can not be reached'],
])('%s concerns every operation, and says what to do', (_what, error, reason) => {
  expect(databaseRefusal(error)).toContain(reason);
  expect(databaseRefusal(error)).not.toContain('hush');
});

test.each([
  serverError(85, 'IndexOptionsConflict'),
  serverError(8000, 'over your space quota'),
  new Error('bug'),
  null,
])('%s concerns one operation', (error) => {
  expect(databaseRefusal(error)).toBeNull();
});
