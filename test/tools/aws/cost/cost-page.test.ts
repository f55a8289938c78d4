import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fillTables } from '../../../../tools/aws/cost/fill-tables.ts';
import { COST_PAGE, renderCostPage } from '../../../../tools/aws/cost/render-cost-page.ts';

it('docs/cost.md shows what is computed: npm run cost -- --write-docs', async () => {
  const page = readFileSync(COST_PAGE, 'utf8');
  expect(page).toBe(await renderCostPage(page));
});

it('a page with a place that nothing fills, or without one for a table, is refused', () => {
  const place = '<!-- table: a -->\nold\n<!-- end -->';
  expect(fillTables(`before\n${place}\nafter`, { a: '| new |' })).toBe(
    'before\n<!-- table: a -->\n\n| new |\n\n<!-- end -->\nafter',
  );
  expect(() => fillTables(place, {})).toThrow('no table "a"');
  expect(() => fillTables('nothing', { a: '' })).toThrow('no place for the tables a');
});
