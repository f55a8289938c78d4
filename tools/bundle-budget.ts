/** A file of the built page with its size as sent, gzip in bytes. */
export interface BuiltFile {
  readonly name: string;
  readonly gzipBytes: number;
}

/** What a visitor may have to load, in bytes of gzip; of the map, the map library with its worker is 437 kB. */
export const BUDGETS = { entry: 60_000, map: 455_000 } as const;

export interface BundleReport {
  /** Scripts that the first paint waits for. */
  readonly entryBytes: number;
  /** The map's chunk and its worker, loaded after the first paint. */
  readonly mapBytes: number;
  /** What is over its budget or missing; empty when all is well. */
  readonly problems: readonly string[];
}

/**
 * Weighs the built page against its budgets.
 * @param indexHtml the built `index.html`, which names what the first paint waits for
 */
export function weighBundle(indexHtml: string, files: readonly BuiltFile[]): BundleReport {
  const first = [...indexHtml.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map(([, path]) => path ?? '');
  const entry = files.filter(({ name }) => first.some((path) => path.endsWith(name)));
  const map = files.filter(({ name }) => /^(map-view|maplibre-gl-worker)-.*\.js$/.test(name));
  const entryBytes = total(entry);
  const mapBytes = total(map);
  const problems: string[] = [];
  if (entry.length === 0) problems.push('index.html names no script of the build');
  if (map.length < 2) problems.push('the map is no chunk of its own, or its worker is missing');
  if (entryBytes > BUDGETS.entry) problems.push(over('the entry', entryBytes, BUDGETS.entry));
  if (mapBytes > BUDGETS.map) problems.push(over('the map with its worker', mapBytes, BUDGETS.map));
  if (/<script(?![^>]*\ssrc=)/.test(indexHtml)) {
    problems.push('index.html holds an inline script, which the content security policy forbids');
  }
  return { entryBytes, mapBytes, problems };
}

function total(files: readonly BuiltFile[]): number {
  return files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
}

function over(what: string, bytes: number, budget: number): string {
  return `${what} weighs ${kilobytes(bytes)} gzipped, its budget is ${kilobytes(budget)}`;
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
