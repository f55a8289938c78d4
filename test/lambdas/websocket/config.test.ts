import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../lambdas/websocket/config.ts';

const env = { MONGODB_URI: 'mongodb://127.0.0.1:27017', ALLOWED_ORIGINS: 'https://airlines.example' };

describe('configuration of the WebSocket function', () => {
  it('takes its defaults where nothing else is said', () => {
    expect(readConfig(env)).toEqual({
      mongodb: { uri: 'mongodb://127.0.0.1:27017', database: 'airlines', roleArn: null },
      allowedOrigins: ['https://airlines.example'],
      siteOriginParameter: null,
      maxConnections: 1000,
      broadcastEveryMs: 1000,
      websocketEndpoint: null,
    });
  });

  it('needs no origins where it is told the parameter with the site’s', () => {
    const config = readConfig({
      ...env,
      ALLOWED_ORIGINS: undefined,
      SITE_ORIGIN_PARAMETER: '/airlines/dev/site-origin',
    });
    expect(config).toMatchObject({ allowedOrigins: [], siteOriginParameter: '/airlines/dev/site-origin' });
  });

  it('reads several origins', () => {
    const origins = 'https://a.example, http://127.0.0.1:8080';
    expect(readConfig({ ...env, ALLOWED_ORIGINS: origins }).allowedOrigins).toEqual([
      'https://a.example',
      'http://127.0.0.1:8080',
    ]);
  });

  it.each([
    ['MONGODB_URI', undefined],
    ['ALLOWED_ORIGINS', undefined],
    ['ALLOWED_ORIGINS', 'airlines.example'],
    ['ALLOWED_ORIGINS', 'https://airlines.example/'],
    ['MAX_CONNECTIONS', 'many'],
    ['BROADCAST_EVERY_MS', '-1'],
  ])('fails with the name of the variable: %s=%s', (name, value) => {
    expect(() => readConfig({ ...env, [name]: value })).toThrow(name);
  });
});
