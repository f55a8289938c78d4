import type { Feed } from '#contracts/http-status.ts';
import type { ServerStatus } from '../api/client.ts';
import type { SessionState } from '../live/live-session.ts';
import { hiddenInView, type ViewSummary } from './view-summary.ts';

/** Why the map is empty or no longer true; null says that all is well. */
export type MapNotice =
  | { readonly kind: 'loading' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'partial' }
  | { readonly kind: 'none-in-view'; readonly elsewhere: number | null }
  /** There are some, but none is shown: by the reader's filter, or because they are on the ground or no aircraft. */
  | { readonly kind: 'all-hidden'; readonly filtered: number; readonly ground: number; readonly vehicles: number }
  | { readonly kind: 'silent'; readonly sinceMs: number; readonly feeds: readonly string[] }
  | { readonly kind: 'lost'; readonly retryInMs: number | null };

export interface NoticeInput {
  readonly session: SessionState;
  /** The session was live at least once. */
  readonly wasLive: boolean;
  /** It is connecting because the connection was lost, or never came about. */
  readonly retrying: boolean;
  readonly summary: ViewSummary;
  /** The last status that could be read, null while there is none. */
  readonly status: ServerStatus | null;
  /** On the server's clock. */
  readonly nowMs: number;
  /** On the session's clock, which its `retryAtMs` refers to. */
  readonly monotonicMs: number;
}

/** Age of the newest position that is too old, where the server has not said so itself. */
const DEFAULT_LIMIT_MS = 90_000;
const DELIVERS_NOTHING = new Set<Feed['health']>(['silent', 'failing', 'lost']);

/**
 * Decides which one thing to tell: a lost connection first, since nothing else can be known then; then what the map waits
 * for; then silent feeds; then that aircraft may be missing; then a view without any.
 */
export function decideNotice(input: NoticeInput): MapNotice | null {
  const { session, summary, status } = input;
  if (session.name === 'reconnecting') {
    return { kind: 'lost', retryInMs: Math.max(0, session.retryAtMs - input.monotonicMs) };
  }
  if (session.name === 'offline') return { kind: 'lost', retryInMs: null };
  if (session.name === 'hidden') return null;
  if (session.name !== 'live' && input.retrying) return { kind: 'lost', retryInMs: null };
  if (session.name !== 'live' && summary.held === 0) return input.wasLive ? null : { kind: 'loading' };
  const silent = silence(input);
  if (silent !== null) return silent;
  if (session.name === 'live' && session.partial) return { kind: 'partial' };
  if (summary.inView > 0) return null;
  if (hiddenInView(summary) > 0) return allHidden(summary);
  return emptyView(summary, status);
}

function silence({ summary, status, nowMs, session }: NoticeInput): MapNotice | null {
  const limitMs = status?.newest.limitMs ?? DEFAULT_LIMIT_MS;
  const newestMs = summary.newestObservedAtMs ?? status?.newest.observedAtMs ?? null;
  if (newestMs === null || nowMs - newestMs <= limitMs || session.name !== 'live') return null;
  // A view that only holds old aircraft is no sign of silence where the server has newer ones elsewhere.
  if (status?.status === 'ok') return null;
  const feeds = (status?.feeds ?? []).filter((feed) => DELIVERS_NOTHING.has(feed.health));
  const sinceMs = Math.max(newestMs, ...feeds.map((feed) => feed.lastGoodAtMs ?? 0));
  return { kind: 'silent', sinceMs, feeds: feeds.map((feed) => feed.feed) };
}

function allHidden({ filteredInView, groundInView, vehiclesInView }: ViewSummary): MapNotice {
  return { kind: 'all-hidden', filtered: filteredInView, ground: groundInView, vehicles: vehiclesInView };
}

function emptyView(summary: ViewSummary, status: ServerStatus | null): MapNotice {
  if (summary.held > 0) return { kind: 'none-in-view', elsewhere: totalOf(status) ?? summary.held };
  if (status === null || status.status === 'empty') return { kind: 'waiting' };
  const elsewhere = totalOf(status);
  return elsewhere === 0 ? { kind: 'waiting' } : { kind: 'none-in-view', elsewhere };
}

/** Aircraft of the kind that is shown: the real ones, else replayed ones, else simulated ones. */
function totalOf(status: ServerStatus | null): number | null {
  if (status === null) return null;
  const { live, replay, simulated } = status.aircraft;
  if (live > 0) return live;
  return replay > 0 ? replay : simulated;
}
