import { expect, test } from 'vitest';
import { readConfig } from '../../../services/position-producer/config.ts';
import { connectStores } from '../../../services/position-producer/connect.ts';

const SECRET_ARN = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:mongodb';
const configOf = (env: Record<string, string>) => readConfig([], env)!;

test('without a database there are no stores', async () => {
  const database = connectStores(configOf({}));
  expect(database.stores).toBeNull();
  await database.close();
});

test('a secret that can not be read, or holds no address, fails the lease and not the start', async () => {
  const clock = { nowMs: 0 };
  const texts: (string | Error)[] = [new Error('AccessDenied'), 'Put the address in here'];
  const asked: string[] = [];
  const database = connectStores(configOf({ MONGODB_SECRET_ARN: SECRET_ARN }), {
    readSecret: (arn) => {
      asked.push(arn);
      const text = texts.shift() ?? '';
      return text instanceof Error ? Promise.reject(text) : Promise.resolve(text);
    },
    clock: () => clock.nowMs,
  });
  await expect(database.stores?.leases.acquire('feed/simulator', 'me', 6000)).rejects.toThrow('AccessDenied');
  clock.nowMs = 5000;
  await expect(database.stores?.feeds.find('simulator')).rejects.toThrow('Invalid scheme');
  expect(asked).toEqual([SECRET_ARN, SECRET_ARN]);
  await database.close();
});
