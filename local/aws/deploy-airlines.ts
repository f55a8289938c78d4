import { deployStacks, type DeployedStacks } from './deploy-stacks.ts';
import { LOCAL_STAGE, type Prepared } from './prepare.ts';
import { putSecrets, putSiteOrigin } from './put-settings.ts';

/** What has been deployed, by the names that others need. */
export interface DeployedAirlines {
  readonly stacks: DeployedStacks;
  /** Addresses of the HTTP API's stage, without `/api`, and of the WebSocket API; null where the emulator has none. */
  readonly apis: { readonly httpUrl: string; readonly websocketUrl: string } | null;
  /** Names of the functions that pollers invoke. */
  readonly functions: { readonly store: string; readonly broadcast: string };
}

/**
 * Deploys as docs/deploy.md does: first what keeps the data, whose secrets then get their texts; then all the rest, since
 * the step that makes the schema of the database must be able to log in.
 */
export async function deployAirlines({ emulator, cdk, assembly, site, secrets }: Prepared): Promise<DeployedAirlines> {
  const { endpoint } = emulator;
  const deploy = (stackIds: readonly string[]): Promise<DeployedStacks> =>
    deployStacks({ cdk, assembly, stackIds, endpoint });
  const data = await deploy(['Data']);
  await putSecrets(endpoint, {
    [data.output('Data', 'DatabaseSecretArn')]: secrets.mongodbUri,
    [data.output('Data', 'LufthansaSecretArn')]: secrets.lufthansa,
  });
  await putSiteOrigin(endpoint, LOCAL_STAGE, site.origin);
  const stacks = await deploy(assembly.stackIds.filter((id) => id !== 'Data' && !emulator.leavesOut.includes(id)));
  return {
    stacks,
    apis: emulator.hasApis
      ? { httpUrl: stacks.output('Api', 'ApiUrl'), websocketUrl: stacks.output('Live', 'WebsocketUrl') }
      : null,
    functions: {
      store: stacks.physicalId('Live/Consumers/Store'),
      broadcast: stacks.physicalId('Live/Consumers/Broadcast'),
    },
  };
}
