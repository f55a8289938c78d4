import { useEffect, useState } from 'preact/hooks';
import { panelModel, type PanelModel } from '../state/panel-model.ts';
import { useCell } from './use-cell.ts';
import { usePage } from './page-context.tsx';
import { useServerTick } from './use-tick.ts';
import type { Aircraft } from '../live/aircraft-store.ts';

/** The selected aircraft as the panel shows it. */
export interface SelectedAircraft {
  readonly model: PanelModel | null;
  /** On the server's clock; stands still while the page is paused. */
  readonly nowMs: number;
}

/** Renders again at every record of the aircraft and once a second; while paused, not at all. */
export function useAircraft(icao24: string): SelectedAircraft {
  const { store, state } = usePage();
  const paused = useCell(state.paused);
  const reading = useCell(state.details);
  const nowMs = useServerTick(!paused);
  const [live, setLive] = useState<Aircraft | null>(() => store.get(icao24) ?? null);
  useEffect(() => {
    if (paused) return;
    setLive(store.get(icao24) ?? null);
    return store.watch(icao24, (aircraft) => setLive(aircraft ?? null));
  }, [store, icao24, paused]);
  const held = live?.icao24 === icao24 ? live : null;
  const details = reading.state === 'ready' && reading.details.icao24 === icao24 ? reading.details : null;
  return { model: panelModel(held, details, nowMs), nowMs };
}
