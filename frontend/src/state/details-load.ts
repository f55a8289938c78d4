import { ApiError } from '../api/api-error.ts';
import { startPeriodic, type Periodic } from './periodic.ts';
import type { ApiClient } from '../api/client.ts';
import type { DetailsReading, PageState } from './page-state.ts';
import type { Scheduler } from '../live/scheduler.ts';

const RENEW_MS = 30_000;

export interface DetailsLoad {
  readonly retry: () => void;
  readonly close: () => void;
}

/** Loads what the API knows of the selected aircraft, and renews it while it stays selected. */
export function startDetailsLoad(options: {
  readonly state: Pick<PageState, 'selection' | 'details'>;
  readonly api: Pick<ApiClient, 'aircraft'>;
  readonly scheduler: Scheduler;
}): DetailsLoad {
  const { state, api, scheduler } = options;
  let periodic: Periodic | null = null;

  function select(icao24: string | null): void {
    periodic?.stop();
    periodic = null;
    state.details.set({ state: icao24 === null ? 'none' : 'loading' });
    if (icao24 === null) return;
    periodic = startPeriodic(
      scheduler,
      () => RENEW_MS,
      async (signal) => {
        const reading = await readDetails(api, icao24, signal);
        if (signal.aborted) return;
        const isWorse = reading.state === 'failed' && state.details.get().state === 'ready';
        if (!isWorse) state.details.set(reading);
      },
    );
  }

  const unsubscribe = state.selection.subscribe(select);
  select(state.selection.get());
  return {
    retry: () => select(state.selection.get()),
    close: () => {
      unsubscribe();
      periodic?.stop();
    },
  };
}

async function readDetails(
  api: Pick<ApiClient, 'aircraft'>,
  icao24: string,
  signal: AbortSignal,
): Promise<DetailsReading> {
  try {
    return { state: 'ready', details: await api.aircraft(icao24, signal) };
  } catch (error) {
    return { state: error instanceof ApiError && error.code === 'not_found' ? 'missing' : 'failed' };
  }
}
