import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App, Tags, Validations } from 'aws-cdk-lib';
import { deploymentConfig, type DeploymentConfig } from '../lib/config.ts';
import { lufthansaAccess } from '../lib/constructs/etl/lufthansa-access.ts';
import { functionSettings } from '../lib/constructs/functions/function-settings.ts';
import { existingKafka } from '../lib/constructs/kafka/kafka-access.ts';
import { stackNames } from '../lib/stack-names.ts';
import { stageSettings } from '../lib/stage-settings.ts';
import { ApiStack } from '../lib/stacks/api-stack.ts';
import { DataStack } from '../lib/stacks/data-stack.ts';
import { EtlStack } from '../lib/stacks/etl-stack.ts';
import { KafkaStack } from '../lib/stacks/kafka-stack.ts';
import { LiveStack } from '../lib/stacks/live-stack.ts';
import { NetworkStack } from '../lib/stacks/network-stack.ts';
import { ObservabilityStack } from '../lib/stacks/observability-stack.ts';
import { SchemaStack } from '../lib/stacks/schema-stack.ts';
import { SiteStack } from '../lib/stacks/site-stack.ts';
import { StreamStack } from '../lib/stacks/stream-stack.ts';

export interface AirlinesOptions {
  /** Folder of the built page. */
  readonly siteFolder: string;
  /**
   * Address of a local AWS emulator. It gets what it can run: no network, no Kafka, no stream and no CDN. Null: AWS.
   * @default null
   */
  readonly localEndpoint?: string | null;
}

/**
 * Every stack and what each hands to the next. They name no account and no region, so that they can be synthesised without
 * credentials and deployed to whatever the credentials are for.
 */
export function addAirlines(app: App, config: DeploymentConfig, options: AirlinesOptions): void {
  const { siteFolder, localEndpoint = null } = options;
  const names = stackNames(config.stage);
  const isLocal = localEndpoint !== null;

  const data = new DataStack(app, 'Data', { ...names('data'), config, terminationProtection: !isLocal });
  const network = isLocal ? null : new NetworkStack(app, 'Network', { ...names('network'), config });
  const settings = functionSettings(config, { data, network, bundlesSdk: isLocal });
  const lufthansa = lufthansaAccess(config, data.lufthansaCredentials);

  const schema = new SchemaStack(app, 'Schema', { ...names('schema'), settings });
  const etl = new EtlStack(app, 'Etl', { ...names('etl'), config, settings, lufthansa });
  const live = new LiveStack(app, 'Live', { ...names('live'), config, settings, localEndpoint });
  const api = new ApiStack(app, 'Api', { ...names('api'), settings, lufthansa, etl, localEndpoint });
  // Functions are updated to what the database has by then.
  for (const user of [etl, live, api]) user.addStackDependency(schema);

  let stream: StreamStack | null = null;
  if (network !== null) {
    const kafka =
      config.kafka.mode === 'existing'
        ? existingKafka(config.kafka, config.positionPartitions)
        : new KafkaStack(app, 'Kafka', {
            ...names('kafka'),
            config,
            kafkaSettings: config.kafka,
            network: network.kafka,
            terminationProtection: config.isProtected,
          }).access;
    stream = new StreamStack(app, 'Stream', { ...names('stream'), config, network: network.kafka, kafka, live, data });
    new SiteStack(app, 'Site', { ...names('site'), config, siteFolder, api, live, data });
  }
  new ObservabilityStack(app, 'Observability', { ...names('observability'), config, schema, etl, live, api, stream });

  Tags.of(app).add('application', 'airlines');
  Tags.of(app).add('stage', config.stage);
}

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
async function main(): Promise<void> {
  const app = new App();
  const option = (name: string): unknown => app.node.tryGetContext(name);
  /** `-c name=true` arrives as text, `"name": true` in cdk.json as what it is. */
  const textOption = (name: string): string | undefined => {
    const value = option(name);
    return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
  };
  const stage = textOption('stage') ?? process.env['AIRLINES_STAGE'] ?? 'dev';
  const ownSettings = new URL('../deployment.json', import.meta.url);
  const file = existsSync(ownSettings) ? readFileSync(ownSettings, 'utf8') : null;
  addAirlines(app, deploymentConfig(stage, stageSettings({ stage, file, context: option('settings') })), {
    siteFolder: fileURLToPath(new URL('../frontend/dist', import.meta.url)),
    localEndpoint: textOption('local') === 'true' ? (textOption('localEndpoint') ?? 'http://127.0.0.1:4566') : null,
  });
  if (textOption('nag') === 'true') {
    const { AwsSolutionsChecks } = await import('cdk-nag');
    const { answerFindings } = await import('../lib/nag-answers.ts');
    answerFindings(app);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  }
  app.synth();
}

if (import.meta.main) await main();
