import type { Logger } from '#adapters/observability/logger.ts';
import { startHttpGateway } from '../http-gateway.ts';
import type { Shutdown } from '../start/shutdown.ts';
import { apiProxy } from './api-proxy.ts';
import type { DeployedAirlines } from './deploy-airlines.ts';
import { startOwnApis } from './own-apis.ts';
import { startOwnSchedules } from './own-schedules.ts';
import type { Prepared } from './prepare.ts';
import { startPollers } from './start-pollers.ts';
import { readSynthesisedSchedules } from './synthesised-schedules.ts';
import { createTextFrameRelay } from './text-frame-relay.ts';

export interface ServeOptions {
  readonly prepared: Prepared;
  readonly deployed: DeployedAirlines;
  /** Folder of the built page. */
  readonly siteFolder: string;
  readonly logger: Logger;
  /** Gets every part as soon as it runs. */
  readonly shutdown: Pick<Shutdown, 'add'>;
}

/** Where people find the page. */
export interface Served {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly websocketUrl: string;
}

/** Stands in for what the emulator has not: the event source mappings, the CDN, and where need be the APIs and the Scheduler. */
export async function serve(options: ServeOptions): Promise<Served> {
  const { prepared, deployed, logger, shutdown } = options;
  const served = await (deployed.apis === null ? serveOwnApis(options) : serveApis(options, deployed.apis));
  const pollers = await startPollers({
    endpoint: prepared.emulator.endpoint,
    functions: deployed.functions,
    env: prepared.env,
    logger: logger.child({ part: 'pollers' }),
  });
  shutdown.add('workers', pollers);
  return served;
}

/** As the CDN: the page and the API on one origin, which has the WebSocket API too. */
async function serveApis(
  { prepared: { site }, siteFolder, logger, shutdown }: ServeOptions,
  { httpUrl, websocketUrl }: NonNullable<DeployedAirlines['apis']>,
): Promise<Served> {
  const relay = createTextFrameRelay(websocketUrl);
  const gateway = await startHttpGateway({
    api: apiProxy(httpUrl),
    siteFolder,
    port: site.port,
    websocket: relay,
    logger: logger.child({ gateway: 'http' }),
  });
  const stop = async (): Promise<void> => {
    relay.close();
    await gateway.close();
  };
  shutdown.add('web', { name: 'site', failed: new Promise(() => undefined), stop });
  return { url: gateway.url, websocketUrl: `ws://127.0.0.1:${gateway.port}/ws` };
}

/** Our own gateways and timers, which invoke the deployed functions. */
async function serveOwnApis({ prepared, deployed, siteFolder, logger, shutdown }: ServeOptions): Promise<Served> {
  const { emulator, assembly, site } = prepared;
  const { stacks } = deployed;
  const apis = await startOwnApis({ emulator, stacks, siteFolder, port: site.port, logger });
  shutdown.add('web', apis);
  const schedules = await readSynthesisedSchedules(assembly.folder);
  const { endpoint } = emulator;
  shutdown.add(
    'workers',
    startOwnSchedules({ endpoint, schedules, stacks, logger: logger.child({ part: 'schedules' }) }),
  );
  return { url: apis.url, websocketUrl: apis.websocketUrl };
}
