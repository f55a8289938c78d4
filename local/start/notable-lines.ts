import { metricNames } from '#adapters/observability/metrics.ts';
import { isJsonObject } from '#contracts/read.ts';

const PER_WINDOW = 5;
const WINDOW_MS = 30_000;
const STANDARD_FIELDS = new Set(['time', 'level', 'message']);

/**
 * Shows people the warnings and errors of a part's structured log, a few per half minute: all of them are in its file.
 */
export function createNotableLines(
  part: string,
  show: (line: string) => void,
  now: () => number = Date.now,
): (line: string) => void {
  let windowStart = -Infinity;
  let shown = 0;
  return (line) => {
    const text = notable(line);
    if (text === null) return;
    if (now() - windowStart > WINDOW_MS) [windowStart, shown] = [now(), 0];
    shown += 1;
    if (shown <= PER_WINDOW) show(`${part}: ${text}`);
    else if (shown === PER_WINDOW + 1) show(`${part}: more is in logs/${part}.log`);
  };
}

/** Null for what isn't a warning or an error. */
function notable(line: string): string | null {
  if (!line.startsWith('{')) return null;
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return null;
  }
  if (!isJsonObject(entry)) return null;
  const { level, message, error } = entry;
  if ((level !== 'warn' && level !== 'error') || typeof message !== 'string') return null;
  const metrics = new Set(metricNames(entry));
  const details = Object.entries({ ...entry, error: isJsonObject(error) ? error['message'] : error })
    .filter(([name]) => !STANDARD_FIELDS.has(name) && !metrics.has(name))
    .flatMap(([name, value]) => (isScalar(value) ? [`${name}=${String(value).slice(0, 160)}`] : []));
  return [level === 'error' ? `ERROR ${message}` : message, ...details].join(' ').slice(0, 500);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
