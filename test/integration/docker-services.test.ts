import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { identifyProcess } from '../../local/processes/process-identity.ts';
import { readProcessRegister } from '../../local/processes/process-register.ts';
import { fetchMongod } from '../../local/services/fetch-mongod.ts';
import { openDataFolder, type DataFolder } from '../../local/start/data-folder.ts';
import { resetDockerServices } from '../../local/start/docker-services.ts';
import type { Part } from '../../local/start/part.ts';
import { planServices } from '../../local/start/services-plan.ts';
import { startServices } from '../../local/start/services.ts';

const downloadsFolder = fileURLToPath(new URL('../../.local', import.meta.url));
let data: DataFolder;
let parts: Part[] = [];

/** A `docker` that notes how it is called, and runs a real mongod in the foreground for `compose … up`. */
beforeEach(async () => {
  const mongod = await fetchMongod({ downloadsFolder });
  data = await openDataFolder(await mkdtemp(join(downloadsFolder, 'test-docker-')));
  await writeFile(
    join(data.path, 'docker'),
    `#!/bin/sh
echo "$@" >> "${data.path}/calls"
case "$*" in
  *" up "*) mkdir -p "${data.path}/db"
    exec "${mongod}" --dbpath "${data.path}/db" --port "$AIRLINES_MONGO_PORT" --bind_ip 127.0.0.1 --replSet airlines --nounixsocket ;;
esac
`,
  );
  await chmod(join(data.path, 'docker'), 0o755);
  vi.stubEnv('PATH', `${data.path}:${process.env['PATH'] ?? ''}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(parts.map((part) => part.stop()));
  parts = [];
  await data.release();
  await rm(data.path, { recursive: true });
});

const onStarted = (part: Part): void => void parts.push(part);

it('takes what is not given from a running Docker engine, as one child that ends by its id', async () => {
  const plan = await planServices('auto', downloadsFolder, { KAFKA_BROKERS: inject('kafkaBrokers') });
  expect(plan).toMatchObject({ mongodb: { origin: 'docker' }, kafka: { origin: 'given' } });
  const services = await startServices(plan, { data, downloadsFolder, onStarted });
  expect(services.kafkaBrokers).toBe(inject('kafkaBrokers'));
  const client = new MongoClient(services.mongodbUri);
  expect(await client.db('test').command({ ping: 1 })).toMatchObject({ ok: 1 });
  await client.close();

  const [compose] = readProcessRegister(data.path);
  expect(compose?.name).toBe('docker compose');
  await Promise.all(parts.map((part) => part.stop()));
  expect(identifyProcess(compose?.pid ?? 0)).toBeNull();
  const calls = await readFile(join(data.path, 'calls'), 'utf8');
  expect(calls).toMatch(/localstack-compose\.yml --project-name airlines-[0-9a-f]{12} up --abort-on-container-exit/);
  expect(calls).toMatch(/ mongo\n/);
});

it('tells a container that ends as the failure of a part', async () => {
  const plan = await planServices('docker', downloadsFolder, { KAFKA_BROKERS: inject('kafkaBrokers') });
  await startServices(plan, { data, downloadsFolder, onStarted });
  process.kill(readProcessRegister(data.path)[0]?.pid ?? Number.NaN, 'SIGKILL');
  expect(await parts[0]?.failed).toContain('docker compose was ended by SIGKILL');
});

it('removes containers and volumes of just this data folder on --reset', async () => {
  await resetDockerServices(data.path);
  expect(await readFile(join(data.path, 'calls'), 'utf8')).toMatch(
    /--project-name airlines-[0-9a-f]{12} down --volumes/,
  );
});
