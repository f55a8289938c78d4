/** The gateways and the WebSocket function of `npm start`, in a process of their own, for `npm run bench -- broadcast`. */
import { createLogger } from '#adapters/observability/logger.ts';
import { startWeb } from '../../local/start/web.ts';

const web = await startWeb({
  port: 0,
  portAsked: true,
  siteFolder: process.argv[2] ?? '',
  env: process.env,
  logger: createLogger({ fields: { function: 'web' } }),
});
process.on('disconnect', () => process.exit(0));
process.send?.({ websocketUrl: web.websocketUrl, managementEndpoint: web.managementEndpoint });
