/** A path that a document names. */
export interface NamedPath {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Endings of files that live in a repository; data files such as `aircraft.json` are named without living in it. */
const SOURCE_FILE = /\.(ts|tsx|js|mjs|md|yml|sh|css|html)$/;
const FILE = /\.(ts|tsx|js|mjs|json|md|yml|sh|css|html|sha256)$/;
/** Where these stand in a span, it is no path but something else with slashes. */
const SEPARATORS = /[\s`'"(),;|=[\]]+/;

/**
 * The repository paths that a Markdown text names: in code spans, code blocks and links. A placeholder (`<name>`) or `*`
 * stands for any text without a slash, one that names a path (`<source path>`) for any text; `#domain/…` and its like are written out. A word is a path when it begins with a
 * folder of the repository's root, or ends like a source file.
 */
export function findNamedPaths(markdown: string, rootFolders: readonly string[]): NamedPath[] {
  const found: NamedPath[] = [];
  let isCodeBlock = false;
  for (const [index, text] of markdown.split('\n').entries()) {
    if (/^\s*(```|~~~)/.test(text)) {
      isCodeBlock = !isCodeBlock;
      continue;
    }
    for (const span of isCodeBlock ? [text] : spansOf(text)) {
      const words = span
        .replaceAll(/<[^>]*path>/g, '**')
        .replaceAll(/<[^>]*>/g, '*')
        .split(SEPARATORS);
      for (const word of words) {
        const path = toPath(word, rootFolders);
        if (path !== null) found.push({ path, line: index + 1 });
      }
    }
  }
  return found;
}

function spansOf(line: string): string[] {
  const code = [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
  const links = [...line.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => (match[1] ?? '').split('#')[0] ?? '');
  return [...code, ...links.filter((link) => !link.includes(':'))];
}

function toPath(word: string, rootFolders: readonly string[]): string | null {
  const path = word
    .replace(/[.:]+$/, '')
    .replace(/^\.\//, '')
    .replace(/^#(domain|contracts|adapters)\//, 'packages/$1/');
  if (path.includes('://') || /^(\/|\.\.\/|-|\*|\.local|@)/.test(path)) return null;
  const [first = ''] = path.split('/');
  if (path.includes('/') && rootFolders.includes(first)) return path.replace(/\/$/, '');
  if (path.includes('/') && FILE.test(path)) return path;
  return SOURCE_FILE.test(path) && /^[\w*][\w.*-]+$/.test(path) ? path : null;
}

/**
 * Whether a path names something in the repository: from its root, from the folder of the document, or as the end of a
 * path there (`mongo/connection.ts`).
 * @param entries all files and folders, from the root
 */
export function isKnownPath(path: string, documentFolder: string, entries: ReadonlySet<string>): boolean {
  const relative = documentFolder === '' ? path : `${documentFolder}/${path}`;
  if (entries.has(path) || entries.has(relative)) return true;
  const pattern = path
    .split('**')
    .map((part) => part.split('*').map(escaped).join('[^/]*'))
    .join('.*');
  const ending = new RegExp(`(^|/)${pattern}$`);
  for (const entry of entries) if (ending.test(entry)) return true;
  return false;
}

function escaped(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
}

/** Numbers that two decisions bear, from the paths of all files. */
export function findDoubleNumbers(paths: Iterable<string>): string[] {
  const numbers = [...paths].flatMap((path) => /^docs\/decisions\/(\d{4})-[^/]+\.md$/.exec(path)?.[1] ?? []);
  return [...new Set(numbers.filter((number, index) => numbers.indexOf(number) !== index))];
}
