import type { PositionKind } from '#domain/position.ts';
import type { MapNotice } from './map-notice.ts';
import type { SessionState } from '../live/live-session.ts';
import type { ViewSummary } from './view-summary.ts';

/** The one word of the header about how current the map is. */
export type ConnectionState = PositionKind | 'connecting' | 'waiting' | 'stale' | 'lost' | 'sleeping';

/** @param servedKind what the server says that it shows, for a view that holds nothing itself */
export function connectionState(
  session: SessionState,
  notice: MapNotice | null,
  { held, heldByKind }: ViewSummary,
  servedKind: PositionKind,
): ConnectionState {
  if (session.name === 'hidden') return 'sleeping';
  if (notice?.kind === 'lost') return 'lost';
  if (notice?.kind === 'silent') return 'stale';
  if (session.name !== 'live') return 'connecting';
  if (held === 0) return notice?.kind === 'none-in-view' ? servedKind : 'waiting';
  if (heldByKind.live > 0) return 'live';
  return heldByKind.replay > 0 ? 'replay' : 'simulated';
}
