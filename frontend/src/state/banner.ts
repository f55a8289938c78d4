import type { Feed } from '#contracts/http-status.ts';
import type { ServerStatus } from '../api/client.ts';
import type { ViewSummary } from './view-summary.ts';

/** What must be said for as long as anything but the real sky is on the map. */
export type Banner =
  | { readonly kind: 'simulated'; readonly mixed: boolean }
  | { readonly kind: 'replay'; readonly capturedAtMs: number | null };

/**
 * The banners for what the page holds. While it holds nothing yet, the running feeds decide, so that a page that opens
 * on a simulation says so from the start.
 */
export function decideBanners(summary: ViewSummary, status: ServerStatus | null): readonly Banner[] {
  const { live, replay, simulated } = summary.held > 0 ? summary.heldByKind : kindsOfFeeds(status);
  const banners: Banner[] = [];
  if (simulated > 0) banners.push({ kind: 'simulated', mixed: live + replay > 0 });
  if (replay > 0) banners.push({ kind: 'replay', capturedAtMs: capturedAtMs(status) });
  return banners;
}

function kindsOfFeeds(status: ServerStatus | null): ViewSummary['heldByKind'] {
  const feeds = status?.feeds ?? [];
  const running = (kind: keyof ViewSummary['heldByKind']): number => feeds.filter((feed) => feed.kind === kind).length;
  const live = running('live');
  const replay = running('replay');
  // The server shows simulated aircraft only where nothing real runs.
  return { live, replay: live > 0 ? 0 : replay, simulated: live + replay > 0 ? 0 : running('simulated') };
}

/** When the replayed recording was made; null where no replay feed tells. */
export function capturedAtMs(status: ServerStatus | null): number | null {
  const captures = (status?.feeds ?? []).map(capturedAtOf).filter((at) => at !== null);
  return captures[0] ?? null;
}

/** When what a feed shows was recorded; null for a feed that is no replay or has not delivered yet. */
export function capturedAtOf({ kind, capturedAtMs }: Feed): number | null {
  return kind === 'replay' ? capturedAtMs : null;
}
