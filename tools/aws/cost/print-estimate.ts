import { STAGE_NAMES } from '../../../lib/config.ts';
import type { CostInput } from './cost-input.ts';
import { formatUsd } from './cost-line.ts';
import { sumOf, type CostEstimate } from './estimate-monthly-cost.ts';
import { PRICE_REGION, PRICES_AS_OF } from './unit-prices.ts';

/** What a group of lines costs together, the dearest first. */
export function groupTotals({ lines }: CostEstimate): (readonly [group: string, usd: number])[] {
  const groups = [...new Set(lines.map(({ group }) => group))];
  return groups
    .map((group) => [group, sumOf(lines.filter((line) => line.group === group))] as const)
    .toSorted(([, a], [, b]) => b - a);
}

/** What an operator reads in the terminal: every quantity and every line with its formula, then the sum and what leads it. */
export function estimateText(
  { stage, aircraft, viewers, viewerHoursPerDay }: CostInput & { readonly stage: string },
  estimate: CostEstimate,
): string {
  const { basis, lines, totalUsd, viewerHourUsd, database, warnings } = estimate;
  const hours = viewerHoursPerDay === 24 ? '' : `, ${viewerHoursPerDay} hours a day`;
  return [
    `A month of 730 hours of the stage ${stage} (${otherStages(stage)}) with ${aircraft} aircraft and ${viewers} viewers at a time${hours}, prices of ${PRICE_REGION} as of ${PRICES_AS_OF}`,
    '',
    ...basis.map(({ name, value, formula }) => `${name}: ${value} = ${formula}`),
    '',
    ...lines.map((line) => `${formatUsd(line.usd).padStart(9)}  ${line.group}, ${line.name} = ${line.formula}`),
    '',
    ...groupTotals(estimate).map(([group, usd]) => `${formatUsd(usd).padStart(9)}  ${group}`),
    `${formatUsd(totalUsd).padStart(9)}  together; no free tiers, taxes or support`,
    ...(viewerHourUsd === null ? [] : [`One viewer costs $${viewerHourUsd.toFixed(4)} an hour.`]),
    `Atlas: ${database.tier}.`,
    ...warnings.map((warning) => `Warning: ${warning}`),
  ].join('\n');
}

/** How another stage is asked for: `another: --stage prod`. */
function otherStages(stage: string): string {
  const others = STAGE_NAMES.filter((name) => name !== stage);
  return `another: ${others.map((name) => `--stage ${name}`).join(', ')}`;
}
