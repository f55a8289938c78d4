import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { addAirlines } from '../lib/airlines.ts';
import { deploymentConfig } from '../lib/config.ts';

/**
 * Entry of the CDK: `cdk synth -c stage=dev`, `-c local=true` for an AWS emulator. The stage may also come from
 * `AIRLINES_STAGE`.
 */
const app = new App();
const stage: unknown = app.node.tryGetContext('stage') ?? process.env['AIRLINES_STAGE'] ?? 'dev';
const isLocal = String(app.node.tryGetContext('local')) === 'true';

addAirlines(app, deploymentConfig(String(stage)), {
  siteFolder: fileURLToPath(new URL('../frontend/dist', import.meta.url)),
  isLocal,
});
app.synth();
