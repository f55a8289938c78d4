import { describe, expect, test } from 'vitest';
import { parseDatabaseUser, rightsOf } from '../../../../tools/aws/preflight/database-rights.ts';

describe('the answer of connectionStatus', () => {
  test('gives privileges on databases; those on the cluster are left out', () => {
    const answer = {
      ok: 1,
      authInfo: {
        authenticatedUsers: [{ user: 'arn:aws:sts::1:assumed-role/reader/*', db: '$external' }],
        authenticatedUserPrivileges: [
          { resource: { db: 'airlines', collection: '' }, actions: ['find', 'listIndexes'] },
          { resource: { db: 'airlines', collection: 'flights' }, actions: ['insert'] },
          { resource: { cluster: true }, actions: ['listDatabases'] },
        ],
      },
    };
    expect(parseDatabaseUser(answer)).toEqual({
      isAnybody: false,
      privileges: [
        { database: 'airlines', collection: '', actions: ['find', 'listIndexes'] },
        { database: 'airlines', collection: 'flights', actions: ['insert'] },
      ],
    });
  });

  test('of a database without access control names nobody', () => {
    const authInfo = { authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] };
    expect(parseDatabaseUser({ ok: 1, authInfo })).toEqual({ isAnybody: true, privileges: [] });
  });

  test.each([null, {}, { authInfo: {} }])('that holds none (%o) is refused', (answer) => {
    expect(() => parseDatabaseUser(answer)).toThrow(/authenticatedUsers must be a list/);
  });
});

test('a right on one collection is none on the database', () => {
  const one = [{ database: 'airlines', collection: 'flights', actions: ['find'] }];
  expect(rightsOf('reader', 'airlines', one).lacking).toEqual(['find']);
});
