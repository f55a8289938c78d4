import type { Logger } from '#adapters/observability/logger.ts';
import { ENV } from '#contracts/names.ts';
import { HOSTED } from '../functions/hosted-function.ts';
import { startHttpGateway } from '../http-gateway.ts';
import type { DataFolder } from '../start/data-folder.ts';
import { startNodePart } from '../start/node-part.ts';
import type { Shutdown } from '../start/shutdown.ts';
import { startWeb } from '../start/web.ts';
import { apiProxy } from './api-proxy.ts';
import type { DeployedAirlines } from './deploy-airlines.ts';
import type { Prepared } from './prepare.ts';
import { startPollers } from './start-pollers.ts';

export interface ServeOptions {
  readonly prepared: Prepared;
  readonly deployed: DeployedAirlines;
  /** Folder of the built page. */
  readonly siteFolder: string;
  readonly data: DataFolder;
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

const HOSTED_TIMEOUT_MS = 60_000;

/** Stands in for what the emulator has not: the event source mappings, the CDN, and where need be the APIs. */
export async function serve(options: ServeOptions): Promise<Served> {
  const { prepared, deployed, logger, shutdown } = options;
  const { store, broadcast } = deployed.functions;
  const pollers = await startPollers({
    ...{ endpoint: prepared.emulator.endpoint, env: prepared.env },
    functions: { store, broadcast: deployed.apis === null ? null : broadcast },
    logger: logger.child({ part: 'pollers' }),
  });
  shutdown.add('workers', pollers);
  return deployed.apis === null ? serveOwnApis(options) : serveApis(options, deployed.apis);
}

/** As the CDN: the page and the API on one origin, and the WebSocket API's address in `/config.json`. */
async function serveApis(
  { prepared: { site }, siteFolder, logger, shutdown }: ServeOptions,
  { httpUrl, websocketUrl }: NonNullable<DeployedAirlines['apis']>,
): Promise<Served> {
  const gateway = await startHttpGateway({
    ...{ api: apiProxy(httpUrl), siteFolder, port: site.port, runtimeConfig: { websocketUrl } },
    logger: logger.child({ gateway: 'http' }),
  });
  shutdown.add('web', { name: 'site', failed: new Promise(() => undefined), stop: () => gateway.close() });
  return { url: gateway.url, websocketUrl };
}

/** The APIs as `npm start` has them, and beside them the function that posts to their viewers. */
async function serveOwnApis({ prepared, siteFolder, data, logger, shutdown }: ServeOptions): Promise<Served> {
  const { env, site } = prepared;
  const web = await startWeb({ port: site.port, portAsked: true, siteFolder, env, logger });
  shutdown.add('web', web);
  const broadcast = startNodePart({
    ...{ name: 'position-broadcast', entry: 'local/functions/main.ts', args: ['position-broadcast'], graceMs: 3000 },
    env: { ...env, [ENV.websocketEndpoint]: web.managementEndpoint },
    data,
  });
  shutdown.add('workers', broadcast);
  await broadcast.whenLine((line) => line.includes(HOSTED), HOSTED_TIMEOUT_MS);
  return { url: web.url, websocketUrl: web.websocketUrl };
}
