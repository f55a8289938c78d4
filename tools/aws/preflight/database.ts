import { DEFAULT_DATABASE } from '#contracts/names.ts';
import type { DeploymentConfig } from '../../../lib/config.ts';
import { describeAwsError } from '../aws-error.ts';
import { outputNamed, type StageStack } from '../outputs/stage-stacks.ts';
import { LoginError, type Login, type RoleCredentials } from './database-login.ts';
import { DATABASE_ROLES, MONGODB_RIGHTS, rightsOf, type DatabaseRole, type DatabaseUser } from './database-rights.ts';
import { missing, ok, warning, type Finding } from './finding.ts';

export interface DatabasePorts {
  /** Whether a cluster's host is known to DNS (its SRV record). */
  readonly isKnownHost: (host: string) => Promise<boolean>;
  readonly assumeRole: (roleArn: string) => Promise<RoleCredentials>;
  readonly readSecret: (secretArn: string) => Promise<string>;
  /** @throws LoginError */
  readonly logIn: (login: Login) => Promise<DatabaseUser>;
}

export interface DatabaseOptions {
  readonly config: Pick<DeploymentConfig, 'stage' | 'databaseHost' | 'fixedEgress'>;
  /** Those of the stage that are there. */
  readonly stacks: readonly StageStack[];
}

const ROLE_OUTPUTS: Readonly<Record<DatabaseRole, string>> = {
  reader: 'ReaderRoleArn',
  writer: 'WriterRoleArn',
  schema: 'SchemaRoleArn',
};
/** `readWrite@airlines and dbAdmin@airlines`, as Atlas writes them */
const rightsText = (role: DatabaseRole): string =>
  MONGODB_RIGHTS[role].map((right) => `${right}@${DEFAULT_DATABASE}`).join(' and ');
const deployData = (stage: string): string => `npx cdk deploy Data -c stage=${stage}`;

/** Whether the database can be logged in to as the functions will, and with which rights. */
export function checkDatabase(options: DatabaseOptions, ports: DatabasePorts): Promise<readonly Finding[]> {
  const { databaseHost } = options.config;
  return databaseHost === null ? checkBySecret(options, ports) : checkByIam(databaseHost, options, ports);
}

async function checkByIam(
  host: string,
  { config, stacks }: DatabaseOptions,
  ports: DatabasePorts,
): Promise<readonly Finding[]> {
  if (!(await ports.isKnownHost(host))) {
    return [
      missing(`databaseHost ${host} is unknown to DNS`, 'Take it from Atlas: Connect, Drivers, after mongodb+srv://'),
    ];
  }
  const arns = DATABASE_ROLES.map((role) => [role, outputNamed(stacks, ROLE_OUTPUTS[role])] as const);
  if (arns.every(([, arn]) => arn === null)) {
    return [
      warning(
        `${host} is known; its three users come after the Data stack, from its outputs`,
        deployData(config.stage),
        'Then make the users in Atlas (docs/deploy.md) and run this again',
      ),
    ];
  }
  const findings = arns.map(([role, arn]) =>
    arn === null
      ? Promise.resolve(missing(`the Data stack has no ${ROLE_OUTPUTS[role]}`, deployData(config.stage)))
      : checkRole({ role, arn, host, isClosed: config.fixedEgress }, ports),
  );
  return Promise.all(findings);
}

interface RoleLogin {
  readonly role: DatabaseRole;
  readonly arn: string;
  readonly host: string;
  /** Whether only the functions' own address may be let in. */
  readonly isClosed: boolean;
}

async function checkRole(login: RoleLogin, ports: DatabasePorts): Promise<Finding> {
  const { role, arn, host } = login;
  const credentials = await ports.assumeRole(arn).catch((error: unknown) => describeAwsError(error));
  if ('kind' in credentials) {
    const text = `${role}: ${arn} can't be taken on with your credentials: ${credentials.text}`;
    return warning(text, 'Allow your role sts:AssumeRole on it, or see in the logs that the functions get in');
  }
  try {
    return rightsFinding(role, await ports.logIn({ by: 'iam', host, credentials }));
  } catch (error) {
    return loginFinding(error, login);
  }
}

function rightsFinding(role: DatabaseRole, { isAnybody, privileges }: DatabaseUser): Finding {
  if (isAnybody) return openDatabase(role);
  const { lacking, excess } = rightsOf(role, DEFAULT_DATABASE, privileges);
  const rights = rightsText(role);
  const remedy = `Atlas, Database Access: give this user ${rights}, nothing else`;
  if (lacking.length > 0) return missing(`${role}: logged in, but may not ${lacking.join(', ')}`, remedy);
  if (excess.length > 0) return warning(`${role}: logged in, and may more than it needs: ${excess.join(', ')}`, remedy);
  return ok(`${role}: logged in, ${rights}`);
}

function loginFinding(error: unknown, { role, arn, isClosed }: RoleLogin): Finding {
  if (!(error instanceof LoginError)) throw error;
  const text = `${role}: ${error.message}`;
  switch (error.kind) {
    case 'refused':
      return missing(text, `Atlas, Database Access: add a user by AWS IAM, IAM Role, ${arn}, with ${rightsText(role)}`);
    case 'unreachable':
      // The machine of the operator needn't be let in where only the functions' address is.
      return isClosed ? warning(text, OPEN_TO_THIS) : missing(text, OPEN_TO_ALL);
    case 'malformed':
    case 'other':
      return missing(text, 'Look at databaseHost in deployment.json, and at the state of the cluster in Atlas');
  }
}

const OPEN_TO_THIS = 'Atlas, Network Access: add the address of this machine for a while, to see the login work';
const OPEN_TO_ALL =
  'Atlas: is the cluster running? Network Access: add 0.0.0.0/0, since functions have no fixed address (docs/deploy.md)';

async function checkBySecret({ config, stacks }: DatabaseOptions, ports: DatabasePorts): Promise<readonly Finding[]> {
  const arn = outputNamed(stacks, 'DatabaseSecretArn');
  if (arn === null) {
    const text = 'the secret for the address of the database comes with the Data stack';
    return [warning(text, deployData(config.stage), 'Then put the address in (docs/deploy.md) and run this again')];
  }
  const uri = await ports.readSecret(arn);
  const fill = `aws secretsmanager put-secret-value --secret-id ${arn} --secret-string "$ADDRESS"  (mongodb+srv://NAME:PASSWORD@HOST/)`;
  if (!/^mongodb(\+srv)?:\/\/\S+$/.test(uri)) return [missing('the secret holds no address of a database yet', fill)];
  try {
    return [rightsOfAll(await ports.logIn({ by: 'uri', uri }))];
  } catch (error) {
    if (!(error instanceof LoginError)) throw error;
    const remedy = error.kind === 'unreachable' ? (config.fixedEgress ? OPEN_TO_THIS : OPEN_TO_ALL) : fill;
    return [missing(`the address in the secret: ${error.message}`, remedy)];
  }
}

const openDatabase = (who: string): Finding =>
  warning(`${who}: logged in, and so is everybody else: the database has no users`, 'Start it with access control');

/** One user does it all here. */
function rightsOfAll({ isAnybody, privileges }: DatabaseUser): Finding {
  if (isAnybody) return openDatabase('the address in the secret');
  const lacking = new Set(DATABASE_ROLES.flatMap((role) => rightsOf(role, DEFAULT_DATABASE, privileges).lacking));
  if (lacking.size === 0) return ok('the address in the secret: logged in, with all rights that are needed');
  return missing(
    `the address in the secret: logged in, but may not ${[...lacking].join(', ')}`,
    `Atlas, Database Access: give the user ${rightsText('schema')}`,
  );
}
