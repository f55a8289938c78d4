import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '#adapters/observability/logger.ts';
import { createManagementApi } from '#adapters/websocket/management-api.ts';
import { containerAddress } from '../../local/aws/container-address.ts';
import { createMachineRelay } from '../../local/aws/machine-relay.ts';
import { findFreePort } from '../../local/processes/free-port.ts';
import { startWebsocketGateway } from '../../local/websocket-gateway.ts';

/** Another address of the loopback interface stands for this machine's on the containers' network. */
const HOST = '127.0.0.2';
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** What a function in a container learns when it posts to a viewer who has gone. */
async function postFromContainer(isListed: boolean): Promise<unknown> {
  const relay = createMachineRelay(HOST);
  closing.push(() => relay.close());
  const managementPort = await findFreePort(null);
  const address = await containerAddress(`http://127.0.0.1:${managementPort}/live`, { relay, host: HOST });
  const gateway = await startWebsocketGateway({
    ...{ routes: {}, logger: createLogger({ write: () => undefined }), managementPort },
    managementHosts: isListed ? [new URL(address).host] : [],
  });
  closing.push(() => gateway.close());
  const api = createManagementApi({ endpoint: address });
  closing.push(async () => api.close());
  return api.post('abc=', '{}').catch((error: unknown) => error);
}

describe('the management endpoint, for a function in a container', () => {
  it('answers through the relay where the relay is listed', async () => {
    expect(await postFromContainer(true)).toMatchObject({ code: 'gone' });
  });

  it('is closed to every other name', async () => {
    expect(await postFromContainer(false)).toMatchObject({ code: 'failed' });
  });
});
