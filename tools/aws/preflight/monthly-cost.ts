import type { DeploymentConfig } from '../../../lib/config.ts';
import { SIZES } from '../cost/cost-input.ts';
import { estimateMonthlyCost } from '../cost/estimate-monthly-cost.ts';
import { ok, warning, type Finding } from './finding.ts';

/** What a month would cost with the settings, at the smallest load that docs/cost.md reckons for the stage. */
export function checkMonthlyCost(config: DeploymentConfig): readonly Finding[] {
  const { stage, monthlyBudgetUsd } = config;
  const size = SIZES.find((candidate) => candidate.stage === stage) ?? SIZES[0];
  if (size === undefined) return [];
  const { aircraft, viewers, viewerHoursPerDay } = size;
  const { totalUsd } = estimateMonthlyCost({ aircraft, viewers, viewerHoursPerDay, settings: config });
  const load = `${aircraft} aircraft and ${viewers} viewers at all hours`;
  const text = `some $${Math.round(totalUsd)} a month with ${load}, Atlas included; other loads: npm run cost, docs/cost.md`;
  if (totalUsd <= monthlyBudgetUsd) return [ok(text)];
  return [
    warning(
      `${text}: more than monthlyBudgetUsd, ${monthlyBudgetUsd}`,
      'Raise monthlyBudgetUsd in deployment.json, or set what costs less (docs/cost.md)',
    ),
  ];
}
