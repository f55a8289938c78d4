import { existsSync } from 'node:fs';

const root = new URL('../../shared/data/', import.meta.url);

/** Whether the captured data lies beside the checkout. A clone alone has none; on CI its absence is a failure. */
export const hasSharedData = existsSync(root) || process.env['CI'] !== undefined;

/** Address of one captured file: `sharedData('feeds/aircraft.json.gz')`. */
export function sharedData(path: string): URL {
  return new URL(path, root);
}
