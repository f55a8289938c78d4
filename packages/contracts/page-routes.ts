/**
 * Paths at which the page is served, as the source of a regular expression: every one of them answers with `index.html`.
 * Anything else that is no file is 404, so that a missing asset or a wrong API address never looks like the page.
 */
export const PAGE_ROUTE_PATTERN = '^/(flights/?|airports/[A-Za-z0-9]{2,4}/?|stats/?|status/?)?$';

const pageRoute = new RegExp(PAGE_ROUTE_PATTERN);

export function isPageRoute(path: string): boolean {
  return pageRoute.test(path);
}
