import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { costTables } from './cost-tables.ts';
import { fillTables } from './fill-tables.ts';

/** docs/cost.md */
export const COST_PAGE = new URL('../../../docs/cost.md', import.meta.url);

/** The page with its tables as they are computed now, formatted. */
export async function renderCostPage(markdown: string): Promise<string> {
  const filepath = fileURLToPath(COST_PAGE);
  return format(fillTables(markdown, costTables()), { ...(await resolveConfig(filepath)), filepath });
}
