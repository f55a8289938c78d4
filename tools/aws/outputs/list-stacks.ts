import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import type { FoundStack, ListStacks } from './stage-stacks.ts';

/** 100 stacks each: an account has 2,000 at the most unless it asked for more. */
const MOST_PAGES = 100;

/**
 * @returns the stacks of the client's account and region
 * @throws the SDK's error
 */
export function createListStacks(client: CloudFormationClient): ListStacks {
  return async () => {
    const found: FoundStack[] = [];
    let token: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer = await client.send(new DescribeStacksCommand({ ...(token !== undefined && { NextToken: token }) }));
      found.push(...(answer.Stacks ?? []).map(toFoundStack));
      token = answer.NextToken;
      if (token === undefined) return found;
    }
    throw new Error(`CloudFormation has more than ${MOST_PAGES} pages of stacks`);
  };
}

function toFoundStack({ StackName: name = '', StackStatus: status, Outputs: outputs = [] }: Stack): FoundStack {
  const entries = outputs.map(({ OutputKey: key = '', OutputValue: value = '' }) => [key, value] as const);
  return { name, status: status ?? 'UNKNOWN', outputs: Object.fromEntries(entries) };
}
