import { REFERENCE_PAGE_SIZE, type ReferenceQuery } from '#contracts/http-reference.ts';
import type { ReferenceRecords } from '#domain/schedules/reference-data.ts';
import { searchWords } from '#domain/schedules/search-words.ts';

/** Reference data that is listed. */
export type ListedResource = 'countries' | 'cities' | 'airports' | 'airlines';

export interface ReferenceListQuery {
  /** Begins of words that all must occur, as `searchWords` makes them; none means all entries. */
  readonly words: readonly string[];
  readonly limit: number;
  readonly offset: number;
}

/** An entry of a list; gone is what its source had once and has no longer. */
export interface ReferenceEntry<R extends ListedResource> {
  readonly record: ReferenceRecords[R];
  readonly isGone: boolean;
}

export interface ReferenceList<R extends ListedResource> {
  /** Entries that the words find. */
  readonly total: number;
  readonly entries: readonly ReferenceEntry<R>[];
}

export interface ReferenceListSource {
  /** By code; an entry whose code is the only word comes first. */
  list<R extends ListedResource>(resource: R, query: ReferenceListQuery): Promise<ReferenceList<R>>;
}

/** One page of a list and the address of the next, null at the end. */
export async function listReference<R extends ListedResource>(
  source: ReferenceListSource,
  resource: R,
  { path, query }: { readonly path: string; readonly query: ReferenceQuery },
): Promise<ReferenceList<R> & { readonly next: string | null }> {
  const { q = '', limit = REFERENCE_PAGE_SIZE, offset = 0 } = query;
  const words = searchWords(q);
  // Text without a letter or digit finds nothing, which isn't the same as not asking for any.
  const isFutile = words.length === 0 && q.trim() !== '';
  const list: ReferenceList<R> = isFutile
    ? { total: 0, entries: [] }
    : await source.list(resource, { words, limit, offset });
  const end = offset + list.entries.length;
  const isLast = list.entries.length === 0 || end >= list.total;
  return { ...list, next: isLast ? null : nextAddress(path, query, end) };
}

function nextAddress(path: string, { q, lang, limit }: ReferenceQuery, offset: number): string {
  const parameters = new URLSearchParams();
  if (q !== undefined) parameters.set('q', q);
  if (lang !== undefined) parameters.set('lang', lang);
  if (limit !== undefined) parameters.set('limit', String(limit));
  parameters.set('offset', String(offset));
  return `${path}?${parameters.toString()}`;
}
