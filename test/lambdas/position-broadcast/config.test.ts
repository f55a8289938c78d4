import { expect, it } from 'vitest';
import { readConfig } from '../../../lambdas/position-broadcast/config.ts';

const env = { MONGODB_URI: 'mongodb://127.0.0.1:27017', WEBSOCKET_ENDPOINT: 'https://abc.example/live' };

it('reads the configuration of the broadcaster', () => {
  expect(readConfig(env)).toEqual({
    mongodb: { uri: 'mongodb://127.0.0.1:27017', database: 'airlines', roleArn: null },
    websocketEndpoint: 'https://abc.example/live',
    sendingSwitch: null,
  });
  expect(readConfig({ ...env, SENDING_SWITCH_PARAMETER: 'switch' }).sendingSwitch).toBe('switch');
});

it.each([
  ['MONGODB_URI', undefined],
  ['WEBSOCKET_ENDPOINT', undefined],
  ['WEBSOCKET_ENDPOINT', 'wss://abc.example/live'],
])('fails with the name of the variable: %s=%s', (name, value) => {
  expect(() => readConfig({ ...env, [name]: value })).toThrow(name);
});
