import { isJsonObject } from '#contracts/read.ts';

/** Why there are no aircraft, by feed, as `GET /api/status` tells it. */
export async function describeSilentFeeds(web: string, sources: readonly string[]): Promise<string> {
  const reasons = new Map(sources.map((source) => [source, 'nothing received yet']));
  for (const feed of await readFeeds(web)) {
    const name = feed['source'];
    const reason = feed['reason'] ?? feed['health'];
    if (typeof name === 'string' && typeof reason === 'string' && reason !== 'ok') reasons.set(name, reason);
  }
  return [...reasons].map(([source, reason]) => `${source}: ${reason}`).join('; ');
}

async function readFeeds(web: string): Promise<Readonly<Record<string, unknown>>[]> {
  try {
    const response = await fetch(`${web}/api/status`, { signal: AbortSignal.timeout(3000) });
    const body: unknown = await response.json();
    const feeds = isJsonObject(body) ? body['feeds'] : undefined;
    return Array.isArray(feeds) ? feeds.filter(isJsonObject) : [];
  } catch {
    return [];
  }
}
