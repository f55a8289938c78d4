import type { DeploymentConfig } from '../../../lib/config.ts';
import type { SettingSources } from '../../../lib/stage-settings.ts';
import type { Probe } from '../../../local/start/preflight.ts';
import type { AwsAccount } from './aws-account.ts';
import type { DatabasePorts } from './database.ts';
import { missing } from './finding.ts';
import { findIdentity } from './identity.ts';
import { ACCOUNT_CHECKS, accountChecks } from './list-checks.ts';
import { checkImageBuilder, checkPageBuilt, checkRegion, type Builder } from './machine-checks.ts';
import { checkMonthlyCost } from './monthly-cost.ts';
import { runChecks, withinTime, type Checked } from './run-checks.ts';
import { findSettings } from './settings.ts';

/** Everything that is looked at, or that looks. */
export interface Surroundings {
  readonly settings: SettingSources;
  /** Null where none is set. */
  readonly region: string | null;
  readonly accountIn: (region: string) => AwsAccount;
  readonly database: Pick<DatabasePorts, 'isKnownHost' | 'logIn'>;
  readonly builder: Builder;
  readonly probe: Probe;
  readonly hasPage: boolean;
  /** Of each check. */
  readonly timeoutMs: number;
}

/** What is needed to deploy, in the order in which it is needed; what can't be looked at yet is named. */
export async function lookAround(around: Surroundings): Promise<readonly Checked[]> {
  const { config, findings } = findSettings(around.settings);
  const onMachine = runChecks(
    [
      { name: 'container image', look: () => checkImageBuilder(around.builder, around.probe) },
      { name: 'page', look: () => Promise.resolve(checkPageBuilt(around.hasPage)) },
    ],
    around.timeoutMs,
  );
  const inAccount = await lookIntoAccount(around, config);
  const cost = config === null ? [] : [{ name: 'monthly cost', findings: checkMonthlyCost(config) }];
  return [{ name: 'settings', findings }, ...cost, ...inAccount, ...(await onMachine)];
}

async function lookIntoAccount(
  { region, accountIn, database, timeoutMs }: Surroundings,
  config: DeploymentConfig | null,
): Promise<readonly Checked[]> {
  const account = accountIn(region ?? ANY_REGION);
  const { identity, findings } = await findIdentity(() => withinTime(account.whoAmI(), timeoutMs));
  const found = [
    { name: 'credentials', findings },
    { name: 'region', findings: checkRegion(region) },
  ];
  if (identity === null || region === null || config === null) return [...found, UNSEEN];
  const place = { account: identity.account, region };
  return [...found, ...(await runChecks(accountChecks({ config, place, account, database }), timeoutMs))];
}

/** Credentials are the same everywhere. */
const ANY_REGION = 'us-east-1';
const UNSEEN: Checked = {
  name: 'not looked at yet',
  findings: [
    missing(
      `${ACCOUNT_CHECKS.join(', ')}: settings, credentials and a region come first`,
      'cure what is missing above, then run it again: npm run preflight',
    ),
  ],
};
