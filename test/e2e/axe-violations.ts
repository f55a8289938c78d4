import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** What axe finds in the whole page: all rules in light colours, in dark ones the contrast, since all else is the same. */
export function pageViolations(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  // Legacy mode only leaves out frames of other origins, for which it would open a page at each call.
  return listed(checking(new AxeBuilder({ page }).setLegacyMode(true), colorScheme));
}

/** What axe finds in the content of a page, without its header, in dark colours and in light ones. */
export async function contentViolations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page }).include('main').setLegacyMode(true);
    const inScheme = await listed(checking(axe, colorScheme));
    found.push(...inScheme.map((violation) => `${colorScheme}: ${violation}`));
  }
  return found;
}

function checking(axe: AxeBuilder, colorScheme: 'light' | 'dark'): AxeBuilder {
  return colorScheme === 'light' ? axe.withTags(AXE_TAGS) : axe.withRules('color-contrast');
}

async function listed(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}
