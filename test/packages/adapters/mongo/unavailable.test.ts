import { MongoAWSError, MongoNetworkTimeoutError, MongoServerError, MongoTopologyClosedError } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { isUnavailable } from '#adapters/mongo/unavailable.ts';

describe('isUnavailable()', () => {
  test.each<[string, unknown]>([
    ['a connection without an answer', new MongoNetworkTimeoutError('connection 1 to 127.0.0.1:27017 timed out')],
    ['a topology that closed while others waited', new MongoTopologyClosedError()],
    ['an STS that gives no credentials for the login', new MongoAWSError('connect ETIMEDOUT')],
    ['a server that ends', new MongoServerError({ message: 'interrupted at shutdown', code: 11_600 })],
    ['a server that is no longer the primary', new MongoServerError({ message: 'not primary', code: 10_107 })],
  ])('%s', (_case, error) => {
    expect(isUnavailable(error)).toBe(true);
  });

  test.each<[string, unknown]>([
    ['a refused operation', new MongoServerError({ message: 'unknown operator', code: 2 })],
    ['a login that the database refuses', new MongoServerError({ message: 'Authentication failed.', code: 18 })],
    ['an error of our own', new TypeError('x is undefined')],
    ['no error', 'away'],
  ])('not %s', (_case, error) => {
    expect(isUnavailable(error)).toBe(false);
  });
});
