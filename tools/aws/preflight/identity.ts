import { describeAwsError } from '../aws-error.ts';
import { missing, ok, warning, type Finding } from './finding.ts';

/** Whose credentials they are. */
export interface Identity {
  readonly account: string;
  /** `arn:aws:sts::123456789012:assumed-role/Admin/me` */
  readonly arn: string;
}

export interface IdentityFound {
  /** Null where there is nobody that AWS knows. */
  readonly identity: Identity | null;
  readonly findings: readonly Finding[];
}

const HOW = [
  'aws configure sso (once), then aws sso login; with a profile of its own: export AWS_PROFILE=…',
  'cdk and these commands take the same credentials as the aws command',
];

/** Who am I: the account that everything would be made in. */
export async function findIdentity(whoAmI: () => Promise<Identity>): Promise<IdentityFound> {
  try {
    const identity = await whoAmI();
    const text = `account ${identity.account} as ${identity.arn}`;
    const found = identity.arn.endsWith(':root')
      ? warning(
          `${text}: the account's root user`,
          'Work as a role or user of IAM; keep the root user for the account itself',
        )
      : ok(text);
    return { identity, findings: [found] };
  } catch (error) {
    return { identity: null, findings: [findingOf(error)] };
  }
}

function findingOf(error: unknown): Finding {
  const { kind, text } = describeAwsError(error);
  if (kind === 'no-credentials') return missing('no AWS credentials were found', ...HOW);
  if (kind === 'expired') return missing('the AWS credentials have expired', 'aws sso login, or new temporary ones');
  if (kind === 'refused') return missing(`AWS doesn't know these credentials: ${text}`, ...HOW);
  if (kind === 'unreachable') return missing(`AWS was not reached: ${text}`, 'Look at the network, proxy and firewall');
  return missing(text, ...HOW);
}
