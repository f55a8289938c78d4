/** One entry of an Accept or Accept-Encoding header. */
interface Preference {
  readonly name: string;
  /** 0 (never) to 1. */
  readonly quality: number;
}

/**
 * The one of `offered` that a client wants most (RFC 9110, 12.5.1 and 12.5.3); among equals the first offered.
 * @returns undefined where it wants none of them
 */
export function preferred<T extends string>(header: string, offered: readonly T[]): T | undefined {
  const preferences = parsePreferences(header);
  let best: T | undefined;
  let bestQuality = 0;
  for (const name of offered) {
    const quality = qualityOf(name, preferences);
    if (quality > bestQuality) [best, bestQuality] = [name, quality];
  }
  return best;
}

function parsePreferences(header: string): Preference[] {
  return header.split(',').map((entry) => {
    const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { name, quality: quality === undefined ? 1 : parseQuality(quality.slice(2)) };
  });
}

/** Malformed counts as not wanted: guessing could send what can't be read. */
function parseQuality(text: string): number {
  const quality = Number(text);
  return quality >= 0 && quality <= 1 ? quality : 0;
}

/** The most specific entry decides: the name itself, then its type, then anything. */
function qualityOf(name: string, preferences: readonly Preference[]): number {
  const [type] = name.split('/');
  const candidates = name.includes('/') ? [name, `${type}/*`, '*/*'] : [name, '*'];
  for (const candidate of candidates) {
    const preference = preferences.find((entry) => entry.name === candidate);
    if (preference !== undefined) return preference.quality;
  }
  return 0;
}
