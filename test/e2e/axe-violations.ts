import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** What axe finds in the whole page: all rules in light colours, in dark ones the contrast, since all else is the same. */
export function pageViolations(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  return violations(axeFor(page), colorScheme);
}

/** What axe finds in the content of a page, without its header, in dark colours and in light ones. */
export async function contentViolations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    const inScheme = await violations(axeFor(page).include('main'), colorScheme);
    found.push(...inScheme.map((violation) => `${colorScheme}: ${violation}`));
  }
  return found;
}

/** Describes no elements that pass, and opens no page of its own at each call for frames of other origins, which we have none of. */
function axeFor(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
}

async function violations(axe: AxeBuilder, colorScheme: 'light' | 'dark'): Promise<string[]> {
  const checking = colorScheme === 'light' ? axe.withTags(AXE_TAGS) : axe.withRules('color-contrast');
  const found = await checking.analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}
