/**
 * `npm run cost -- --aircraft N --viewers N [--stage dev] [--json]`: what a month costs, every line with its formula.
 * `npm run cost -- --write-docs`: writes the tables of docs/cost.md anew. Nothing is asked of anybody.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { endWith } from './command-line.ts';
import { COST_HELP, readCostRequest } from './cost/cost-options.ts';
import { estimateMonthlyCost } from './cost/estimate-monthly-cost.ts';
import { estimateText } from './cost/print-estimate.ts';
import { COST_PAGE, renderCostPage } from './cost/render-cost-page.ts';

const ownSettings = new URL('../../deployment.json', import.meta.url);

await endWith(async () => {
  const file = existsSync(ownSettings) ? readFileSync(ownSettings, 'utf8') : null;
  const request = readCostRequest(process.argv.slice(2), process.env, file);
  if (request.action === 'help') console.log(COST_HELP);
  else if (request.action === 'write-docs') {
    writeFileSync(COST_PAGE, await renderCostPage(readFileSync(COST_PAGE, 'utf8')));
  } else {
    const estimate = estimateMonthlyCost(request.input);
    console.log(request.isJson ? JSON.stringify(estimate, null, 2) : estimateText(request.input, estimate));
  }
  return 0;
}, COST_HELP);
