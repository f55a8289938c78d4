import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cleanEnvironment, emulatedClient, emulatedEnvironment } from '../../../local/aws/emulated-account.ts';

const ENDPOINT = 'http://127.0.0.1:4566';

beforeEach(() => {
  vi.stubEnv('AWS_PROFILE', 'production');
  vi.stubEnv('AWS_SESSION_TOKEN', 'token');
  vi.stubEnv('HTTP_PROXY', 'http://proxy.example:3128');
  vi.stubEnv('PATH', '/usr/bin');
});
afterEach(() => vi.unstubAllEnvs());

describe('the environment of commands that call the emulated AWS', () => {
  it('has nothing of this machine but the path, with our own Node first', () => {
    const { PATH, ...rest } = cleanEnvironment('/data/home');
    expect(rest).toEqual({ HOME: '/data/home', TMPDIR: '/data/home/tmp', LANG: 'C.UTF-8' });
    expect(PATH?.split(':').at(0)).toBe(dirname(process.execPath));
    expect(PATH?.split(':').at(-1)).toBe('/usr/bin');
  });

  it('names no other AWS and no other credentials than the emulated ones', () => {
    const aws = Object.entries(emulatedEnvironment('/data/home', ENDPOINT)).filter(([name]) => name.startsWith('AWS_'));
    expect(Object.fromEntries(aws)).toEqual({
      AWS_ENDPOINT_URL: ENDPOINT,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: '111111111111',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    expect(emulatedClient(ENDPOINT)).toEqual({
      endpoint: ENDPOINT,
      region: 'eu-central-1',
      credentials: { accessKeyId: '111111111111', secretAccessKey: 'test' },
    });
  });
});
