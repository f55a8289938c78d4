/** A part of a feed's attribution: plain, or an address to follow. */
export interface AttributionPart {
  readonly text: string;
  /** Only `https:` addresses; null for plain text. */
  readonly href: string | null;
}

const ADDRESS = /https:\/\/[^\s<>"',;()]+/g;

/** Cuts an attribution at its addresses, each shown without its scheme. A sentence's own full stop is no part of them. */
export function attributionParts(attribution: string): readonly AttributionPart[] {
  const parts: AttributionPart[] = [];
  let from = 0;
  for (const match of attribution.matchAll(ADDRESS)) {
    const address = match[0].replace(/[.:!?]+$/, '');
    if (!URL.canParse(address)) continue;
    if (match.index > from) parts.push({ text: attribution.slice(from, match.index), href: null });
    parts.push({ text: address.replace(/^https:\/\/(www\.)?/, '').replace(/\/$/, ''), href: address });
    from = match.index + address.length;
  }
  if (from < attribution.length) parts.push({ text: attribution.slice(from), href: null });
  return parts;
}
