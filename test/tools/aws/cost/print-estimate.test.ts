import { expect, test } from 'vitest';
import { SIZES } from '../../../../tools/aws/cost/cost-input.ts';
import { estimateMonthlyCost } from '../../../../tools/aws/cost/estimate-monthly-cost.ts';
import { estimateText } from '../../../../tools/aws/cost/print-estimate.ts';

test.each([
  ['dev', '--stage prod'],
  ['prod', '--stage dev'],
])(
  'an estimate of %s begins with its stage, how to get the other one, and the region of the prices',
  (stage, other) => {
    const size = SIZES.find((each) => each.stage === stage);
    if (size === undefined) throw new Error(`no size is of ${stage}`);
    const [head = ''] = estimateText(size, estimateMonthlyCost(size)).split('\n');
    expect(head).toContain(`of the stage ${stage} (another: ${other})`);
    expect(head).toContain('prices of us-east-1');
  },
);
