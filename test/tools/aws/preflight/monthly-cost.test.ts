import { expect, test } from 'vitest';
import { deploymentConfig } from '../../../../lib/config.ts';
import { checkMonthlyCost } from '../../../../tools/aws/preflight/monthly-cost.ts';

test('the cost of a month is told for the load of the stage, and is a warning above the budget', () => {
  const [dev] = checkMonthlyCost(deploymentConfig('dev'));
  expect(dev).toMatchObject({
    level: 'ok',
    text: expect.stringMatching(/^some \$\d+ a month with 300 aircraft/) as string,
  });
  const [prod] = checkMonthlyCost(deploymentConfig('prod'));
  expect(prod?.text).toContain('1000 aircraft and 100 viewers');
  const [dear] = checkMonthlyCost(deploymentConfig('dev', { monthlyBudgetUsd: 10 }));
  expect(dear).toMatchObject({ level: 'warning', text: expect.stringContaining('monthlyBudgetUsd, 10') as string });
});

test('dearer settings cost more', () => {
  const usd = (settings: object) => {
    const [{ text } = { text: '' }] = checkMonthlyCost(
      deploymentConfig('dev', { monthlyBudgetUsd: 10_000, ...settings }),
    );
    return Number(/\$(\d+)/.exec(text)?.[1]);
  };
  expect(usd({ kafka: { mode: 'serverless' } })).toBeGreaterThan(usd({}) + 400);
});
