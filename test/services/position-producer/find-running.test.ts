import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findRunningServers } from '../../../services/position-producer/find-running.ts';

test('the servers of a running npm start are those in runtime.json; without a sound one there are none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'airlines-running-'));
  const file = join(folder, 'runtime.json');
  expect(findRunningServers(folder)).toBeNull();
  await writeFile(file, '{"kafkaBrokers":"127.0.0.1:9092"}');
  expect(findRunningServers(folder)).toBeNull();
  await writeFile(file, '{');
  expect(findRunningServers(folder)).toBeNull();
  await writeFile(file, '{"kafkaBrokers":"127.0.0.1:9092","mongodbUri":"mongodb://127.0.0.1:1","pid":1}');
  expect(findRunningServers(folder)).toEqual({ kafkaBrokers: '127.0.0.1:9092', mongodbUri: 'mongodb://127.0.0.1:1' });
  await rm(folder, { recursive: true });
});
