import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { addAirlines } from '../lib/airlines.ts';
import { deploymentConfig } from '../lib/config.ts';
import { stageSettings } from '../lib/stage-settings.ts';

/**
 * Entry of the CDK.
 *
 *     cdk synth -c stage=prod                  the stage; also AIRLINES_STAGE; dev unless told
 *     cdk synth -c settings='{"…":…}'          settings that go before those of deployment.json and of the stage
 *     cdk synth -c nag=true -o cdk.out/nag     also by the rules of cdk-nag, as a test does; in a folder that isn't deployed
 *     cdk synth -c local=true [-c localEndpoint=http://127.0.0.1:4566]     for a local AWS emulator
 *
 * `deployment.json` beside this project's package.json has an operator's own settings by stage, `{"dev":{"…":…}}`.
 */
const app = new App();
const option = (name: string): unknown => app.node.tryGetContext(name);
/** `-c name=true` arrives as text, `"name": true` in cdk.json as what it is. */
const textOption = (name: string): string | undefined => {
  const value = option(name);
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
};
const stage = textOption('stage') ?? process.env['AIRLINES_STAGE'] ?? 'dev';
const ownSettings = new URL('../deployment.json', import.meta.url);

addAirlines(
  app,
  deploymentConfig(
    stage,
    stageSettings({
      stage,
      file: existsSync(ownSettings) ? readFileSync(ownSettings, 'utf8') : null,
      context: option('settings'),
    }),
  ),
  {
    siteFolder: fileURLToPath(new URL('../frontend/dist', import.meta.url)),
    localEndpoint: textOption('local') === 'true' ? (textOption('localEndpoint') ?? 'http://127.0.0.1:4566') : null,
  },
);
if (textOption('nag') === 'true') {
  const { AwsSolutionsChecks } = await import('cdk-nag');
  const { answerFindings } = await import('../lib/nag-answers.ts');
  answerFindings(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
app.synth();
