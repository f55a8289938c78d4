import { expect, it } from 'vitest';
import { RefusalError } from '../../../local/start/refusal-error.ts';
import { chooseScheduleOrigin, hasCredentials } from '../../../local/start/schedule-origin.ts';

const BOTH = { LUFTHANSA_CLIENT_ID: 'id', LUFTHANSA_CLIENT_SECRET: 'secret' };

it.each([
  [BOTH, null, 'given'],
  [BOTH, 'sample', 'given'],
  [BOTH, 'lufthansa', 'given'],
  [{}, null, 'stand-in'],
  [{}, 'sample', 'stand-in'],
  [{}, 'lufthansa', 'nowhere'],
  [{ LUFTHANSA_CLIENT_ID: '', LUFTHANSA_CLIENT_SECRET: '' }, null, 'stand-in'],
] as const)('with %j and %s stored, schedules come from: %3$s', (env, stored, origin) => {
  expect(chooseScheduleOrigin(env, stored)).toBe(origin);
});

it.each([
  ['LUFTHANSA_CLIENT_ID', 'LUFTHANSA_CLIENT_SECRET'],
  ['LUFTHANSA_CLIENT_SECRET', 'LUFTHANSA_CLIENT_ID'],
])('refuses %s without %s', (given, missing) => {
  expect(() => hasCredentials({ [given]: 'x' })).toThrow(RefusalError);
  expect(() => hasCredentials({ [given]: 'x' })).toThrow(`${given} is set but ${missing} isn't`);
});
