import { ApiError } from '../api/api-error.ts';
import { startPeriodic, type Periodic } from './periodic.ts';
import type { ApiClient } from '../api/client.ts';
import type { Language } from '../i18n/languages.ts';
import type { ReadonlyCell } from './cell.ts';
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
  /** Of the names in what is loaded. */
  readonly language: ReadonlyCell<Language>;
}): DetailsLoad {
  const { state, api, scheduler, language } = options;
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
        const reading = await readDetails({ api, language: language.get() }, icao24, signal);
        if (signal.aborted) return;
        const isWorse = reading.state === 'failed' && state.details.get().state === 'ready';
        if (!isWorse) state.details.set(reading);
      },
    );
  }

  const stops = [state.selection.subscribe(select), language.subscribe(() => periodic?.now())];
  select(state.selection.get());
  return {
    retry: () => select(state.selection.get()),
    close: () => {
      for (const stop of stops) stop();
      periodic?.stop();
    },
  };
}

async function readDetails(
  { api, language }: { readonly api: Pick<ApiClient, 'aircraft'>; readonly language: Language },
  icao24: string,
  signal: AbortSignal,
): Promise<DetailsReading> {
  try {
    return { state: 'ready', details: await api.aircraft(icao24, language, signal) };
  } catch (error) {
    return { state: error instanceof ApiError && error.code === 'not_found' ? 'missing' : 'failed' };
  }
}
