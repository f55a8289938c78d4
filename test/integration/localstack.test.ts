import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startEmulator } from '../../local/aws/start-emulator.ts';
import { readDeployLocalOptions } from '../../local/aws/options.ts';
import { takeDownLocalAws } from '../../local/aws/run.ts';
import { findFreePort, isPortFree } from '../../local/processes/free-port.ts';
import { readProcessRegister } from '../../local/processes/process-register.ts';
import { fetchMinistack } from '../../local/services/fetch-ministack.ts';
import { openDataFolder, type DataFolder } from '../../local/start/data-folder.ts';
import { checkMachine } from '../../local/start/preflight.ts';
import { readComposeFile } from '../contract/compose-file.ts';

const downloadsFolder = fileURLToPath(new URL('../../.local', import.meta.url));
/** Another address of the loopback interface stands for this machine's on the containers' network. */
const GATEWAY = '127.0.0.2';
let data: DataFolder;
let server: Server;

/** A `docker` that notes how it is called, and for `compose … up localstack` runs MiniStack, whose health has the same path. */
beforeEach(async () => {
  await mkdir(downloadsFolder, { recursive: true });
  data = await openDataFolder(await mkdtemp(join(downloadsFolder, 'test-localstack-')));
  server = createServer((_, response) => response.end('from this machine'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.close();
  await data.release();
  await rm(data.path, { recursive: true });
});

async function installDocker(gateway: string): Promise<void> {
  const { python } = await checkMachine({ java: false, maven: false, python: true, engine: false });
  const modules = await fetchMinistack({ downloadsFolder, python: python ?? 'python3' });
  const settings = `PYTHONPATH="${modules}" BIND_HOST=127.0.0.1 SFTP_ENABLED=0 IOT_MTLS_ENABLED=0`;
  await writeFile(
    join(data.path, 'docker'),
    `#!/bin/sh
echo "$@" >> "${data.path}/calls"
case "$*" in
  *" up "*) ${settings} GATEWAY_PORT="$AIRLINES_LOCALSTACK_PORT" exec "${python ?? ''}" -m ministack ;;
  "network inspect"*) echo "${gateway}" ;;
esac
`,
  );
  await chmod(join(data.path, 'docker'), 0o755);
  vi.stubEnv('PATH', `${data.path}:${process.env['PATH'] ?? ''}`);
}

const calls = async (): Promise<string[]> => (await readFile(join(data.path, 'calls'), 'utf8')).trim().split('\n');

describe('LocalStack, as a container', () => {
  it('starts empty, is healthy by the path that its health check asks, and leaves nothing behind', async () => {
    await installDocker(`fd00::1 ${GATEWAY}`);
    const preferredPort = await findFreePort(null);
    const emulator = await startEmulator('localstack', { data, downloadsFolder, preferredPort });
    expect(emulator).toMatchObject({ endpoint: `http://127.0.0.1:${preferredPort}`, hasApis: false });
    const [, command, ...options] = readComposeFile().services.localstack.healthcheck.test;
    expect(command).toBe('curl');
    const health = new URL(options.at(-1) ?? '');
    expect(health.port).toBe('4566');
    health.port = String(preferredPort);
    expect((await fetch(health)).ok).toBe(true);

    const { port } = server.address() as AddressInfo;
    const address = await emulator.addressForFunctions(`http://127.0.0.1:${port}/`);
    expect(address).toBe(`http://${GATEWAY}:${port}/`);
    expect(await (await fetch(address)).text()).toBe('from this machine');

    await emulator.stop();
    await expect(fetch(address)).rejects.toThrow();
    expect(await isPortFree(preferredPort)).toBe(true);
    expect(readProcessRegister(data.path)).toEqual([]);
    const project = /--project-name (airlines-[0-9a-f]{12}-aws) /.exec((await calls()).join('\n'))?.[1] ?? '';
    expect((await calls()).filter((call) => !/^(info|compose version)/.test(call))).toEqual([
      expect.stringContaining(`--project-name ${project} down --volumes`),
      expect.stringMatching(/ up --abort-on-container-exit --timeout 5 localstack$/),
      expect.stringContaining(`network inspect ${project}_default`),
      expect.stringContaining(`--project-name ${project} down --volumes`),
    ]);
  });

  it('is ended again where its containers could not reach this machine', async () => {
    await installDocker('');
    const preferredPort = await findFreePort(null);
    const starting = startEmulator('localstack', { data, downloadsFolder, preferredPort });
    await expect(starting).rejects.toThrow('has no gateway');
    expect(await isPortFree(preferredPort)).toBe(true);
  });

  it('is removed by --down where a command that was killed has left it', async () => {
    await installDocker(GATEWAY);
    const folder = join(data.path, 'left');
    await mkdir(folder);
    const said = vi.spyOn(console, 'log').mockReturnValue(undefined);
    await takeDownLocalAws(readDeployLocalOptions(['--data', folder, '--down'], {}));
    said.mockRestore();
    const downs = (await calls()).filter((call) => call.includes(' down --volumes'));
    expect(downs).toContainEqual(expect.stringMatching(/--project-name airlines-[0-9a-f]{12}-aws down/));
  });

  it('is refused without an engine, naming both ways out', async () => {
    vi.stubEnv('PATH', data.path);
    const starting = startEmulator('localstack', { data, downloadsFolder, preferredPort: 4566 });
    await expect(starting).rejects.toThrow('start a Docker engine, or use MiniStack');
  });
});
