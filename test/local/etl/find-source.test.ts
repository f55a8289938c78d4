import { expect, test } from 'vitest';
import { findSource } from '../../../local/etl/find-source.ts';

test('credentials are those of the Lufthansa API, as they were given', async () => {
  const env = { LUFTHANSA_CLIENT_ID: 'id', LUFTHANSA_CLIENT_SECRET: 'secret' };
  expect((await findSource(env)).env).toBe(env);
});

test.each(['LUFTHANSA_CLIENT_ID', 'LUFTHANSA_CLIENT_SECRET'])(
  '%s alone is refused: no sample data for who meant real data',
  async (given) => {
    await expect(findSource({ [given]: 'x' })).rejects.toThrow(`${given} is set but`);
  },
);
