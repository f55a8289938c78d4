import { describe, expect, test } from 'vitest';
import { readLufthansaConfig } from '#adapters/lufthansa/lufthansa-config.ts';

const CREDENTIALS = { LUFTHANSA_CLIENT_ID: 'id', LUFTHANSA_CLIENT_SECRET: 'secret' };

describe('readLufthansaConfig()', () => {
  test('needs credentials only, and takes the limits of the open plan and the real API otherwise', () => {
    expect(readLufthansaConfig({ ...CREDENTIALS, LUFTHANSA_CALLS_PER_HOUR: '', SCHEDULE_DATA_SOURCE: '' })).toEqual({
      baseUrl: 'https://api.lufthansa.com/v1',
      clientId: 'id',
      clientSecret: 'secret',
      callsPerSecond: 5,
      callsPerHour: 900,
      source: 'lufthansa',
    });
  });

  test('takes what it is told', () => {
    const told = {
      LUFTHANSA_BASE_URL: 'http://127.0.0.1:9000/v1/',
      LUFTHANSA_CALLS_PER_SECOND: '2.5',
      LUFTHANSA_CALLS_PER_HOUR: '400',
      SCHEDULE_DATA_SOURCE: 'sample',
    };
    expect(readLufthansaConfig({ ...CREDENTIALS, ...told })).toMatchObject({
      baseUrl: 'http://127.0.0.1:9000/v1',
      callsPerSecond: 2.5,
      callsPerHour: 400,
      source: 'sample',
    });
  });

  test.each([
    ['LUFTHANSA_CLIENT_ID', ''],
    ['LUFTHANSA_CLIENT_SECRET', undefined],
    ['LUFTHANSA_BASE_URL', 'api.lufthansa.com'],
    ['LUFTHANSA_BASE_URL', 'file:///etc/passwd'],
    ['LUFTHANSA_CALLS_PER_SECOND', '0'],
    ['LUFTHANSA_CALLS_PER_HOUR', 'many'],
    ['SCHEDULE_DATA_SOURCE', 'samples'],
  ])('refuses %s "%s", naming it', (name, value) => {
    expect(() => readLufthansaConfig({ ...CREDENTIALS, [name]: value })).toThrow(name);
  });
});
