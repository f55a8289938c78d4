import { withoutPassword } from '../start/banner.ts';
import { EMULATED_ACCOUNT } from './emulated-account.ts';
import type { LocalAws } from './start-local-aws.ts';

/** What runs, where, and how to look at it with the tools of AWS. */
export function localAwsBanner({ runtime, endpoint, stackNames, siteBucket }: LocalAws): string {
  const { accountId, region } = EMULATED_ACCOUNT;
  const rows: readonly (readonly [string, string])[] = [
    ['web', runtime.web],
    ['websocket', runtime.websocket],
    ['aws', endpoint],
    ['stacks', stackNames.join(', ')],
    ['site', `s3://${siteBucket}`],
    ['mongodbUri', withoutPassword(runtime.mongodbUri)],
    ['kafkaBrokers', runtime.kafkaBrokers],
    ['pid', String(runtime.pid)],
  ];
  const environment = [
    `AWS_ENDPOINT_URL=${endpoint}`,
    `AWS_REGION=${region}`,
    // The only one that version 1 of the AWS CLI reads.
    `AWS_DEFAULT_REGION=${region}`,
    `AWS_ACCESS_KEY_ID=${accountId}`,
    'AWS_SECRET_ACCESS_KEY=test',
  ];
  return [
    '',
    'Airlines on an emulated AWS',
    ...rows.map(([name, value]) => `  ${name.padEnd(14)}${value}`),
    '',
    '  For the tools of AWS:',
    `  export ${environment.join(' ')}`,
    '',
  ].join('\n');
}
