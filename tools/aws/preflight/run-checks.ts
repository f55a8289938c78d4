import { describeAwsError } from '../aws-error.ts';
import { missing, warning, type Finding } from './finding.ts';

/** One thing to look at. It only reads. */
export interface Check {
  /** `Lambda concurrency` */
  readonly name: string;
  readonly look: () => Promise<readonly Finding[]>;
}

export interface Checked {
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** Looks at all at once, each for `timeoutMs` at the most, and gives what was found in the order of the checks. */
export async function runChecks(checks: readonly Check[], timeoutMs: number): Promise<readonly Checked[]> {
  return Promise.all(
    checks.map(async ({ name, look }) => ({
      name,
      findings: await withinTime(look(), timeoutMs).catch((error: unknown) => [findingOf(error)]),
    })),
  );
}

class TooLate extends Error {}

/** @throws Error once `timeoutMs` have passed; what it waited for is left to itself */
export async function withinTime<T>(looking: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate(`no answer within ${timeoutMs / 1000} s`)), timeoutMs);
  });
  try {
    return await Promise.race([looking, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a check itself makes nothing of: who may not look can't tell, and who can't reach AWS can't deploy. */
function findingOf(error: unknown): Finding {
  if (error instanceof TooLate)
    return missing(error.message, 'Look at the network, proxy and firewall, then run it again');
  const { kind, text } = describeAwsError(error);
  switch (kind) {
    case 'denied':
      return warning(
        `could not be looked at: ${text}`,
        'Allow your role the action that is named, or look in the console',
      );
    case 'no-credentials':
    case 'expired':
    case 'refused':
      return missing(text, 'Renew your credentials (aws sso login), then run it again');
    case 'unreachable':
      return missing(`AWS was not reached: ${text}`, 'Look at AWS_REGION, the network, proxy and firewall');
    case 'absent':
    case 'other':
      return missing(text, 'Look at the message, and whether the service is there in this region');
  }
}
