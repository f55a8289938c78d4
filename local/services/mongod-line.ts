import { isJsonObject } from '#contracts/read.ts';

const SERIOUS = new Set(['W', 'E', 'F']);

/** What people are shown of a line of mongod's log: warnings and errors as text; null for all others. */
export function seriousMongodLine(line: string): string | null {
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return line;
  }
  if (!isJsonObject(entry) || typeof entry['msg'] !== 'string') return line;
  if (typeof entry['s'] !== 'string' || !SERIOUS.has(entry['s'])) return null;
  const attributes = entry['attr'] === undefined ? '' : ` ${JSON.stringify(entry['attr'])}`;
  return `${entry['msg']}${attributes}`.slice(0, 300);
}
