import { useCell } from './use-cell.ts';
import { usePage } from './page-context.tsx';
import { useServerTick } from './use-tick.ts';

/** Whole seconds until the connection is tried again; null while no try is planned (under way, or no network). */
export function useSecondsLeft(): number | null {
  const { state, scheduler } = usePage();
  const session = useCell(state.session);
  useServerTick(session.name === 'reconnecting');
  if (session.name !== 'reconnecting') return null;
  return Math.max(0, Math.ceil((session.retryAtMs - scheduler.nowMs()) / 1000));
}
