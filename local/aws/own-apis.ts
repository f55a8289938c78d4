import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Logger } from '#adapters/observability/logger.ts';
import { ENV } from '#contracts/names.ts';
import { startHttpGateway } from '../http-gateway.ts';
import { findFreePort } from '../processes/free-port.ts';
import type { Part } from '../start/part.ts';
import { ROUTE_KEYS } from '../start/web.ts';
import { startWebsocketGateway } from '../websocket-gateway.ts';
import type { DeployedStacks } from './deploy-stacks.ts';
import { emulatedClient } from './emulated-account.ts';
import type { Emulator } from './emulator.ts';
import { setFunctionVariables } from './function-settings.ts';
import { invokeLambda } from './invoke-lambda.ts';

export interface OwnApisOptions {
  readonly emulator: Emulator;
  readonly stacks: DeployedStacks;
  /** Folder of the built page. */
  readonly siteFolder: string;
  readonly port: number;
  readonly logger: Logger;
}

export interface OwnApis extends Part {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly websocketUrl: string;
}

/**
 * The gateways of `npm start` in front of deployed functions, each call an Invoke: for an emulator whose APIs don't answer.
 * The functions that post to viewers are told the address of the gateway.
 */
export async function startOwnApis({ emulator, stacks, siteFolder, port, logger }: OwnApisOptions): Promise<OwnApis> {
  const client = new LambdaClient({ ...emulatedClient(emulator.endpoint), maxAttempts: 1 });
  const deployed = (path: string) => invokeLambda(client, stacks.physicalId(path));
  const managementPort = await findFreePort(null);
  const postTo = new URL(await emulator.addressForFunctions(`http://127.0.0.1:${managementPort}/`));
  const sockets = await startWebsocketGateway({
    routes: Object.fromEntries(ROUTE_KEYS.map((key) => [key, deployed('Live/Routes/Function')])),
    managementPort,
    managementHosts: [postTo.host],
    logger: logger.child({ gateway: 'websocket' }),
  });
  const stop = async (): Promise<void> => {
    await sockets.close();
    client.destroy();
  };
  try {
    const websocketEndpoint = new URL(new URL(sockets.managementEndpoint).pathname, postTo).href;
    for (const path of ['Live/Routes/Function', 'Live/Consumers/Broadcast']) {
      await setFunctionVariables(client, stacks.physicalId(path), { [ENV.websocketEndpoint]: websocketEndpoint });
    }
    const http = await startHttpGateway({
      api: deployed('Api/Http/Function'),
      admin: deployed('Api/Admin/Function'),
      siteFolder,
      port,
      websocket: sockets,
      logger: logger.child({ gateway: 'http' }),
    });
    return {
      name: 'gateways',
      url: http.url,
      websocketUrl: `ws://127.0.0.1:${http.port}/ws`,
      failed: new Promise(() => undefined),
      stop: async () => {
        await sockets.close();
        await http.close();
        client.destroy();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
