import { NO_PLACE } from '#adapters/etl/no-place.ts';
import type { EtlPorts, EtlRequest, RunContext, WorkOutcome } from '#adapters/etl/etl-work.ts';
import { runEtl, type EtlOutcome } from '#adapters/etl/run-etl.ts';
import type { LufthansaApi, RawReply, ZoneOf } from '#adapters/lufthansa/lufthansa-api.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import type { FlightStatus } from '#domain/schedules/flight-status.ts';
import { createLocalClocks } from '#domain/local-time.ts';
import { loadWindows, type LoadPorts } from './load-windows.ts';
import { parsePlace, type Place } from './place.ts';
import { planWindows } from './plan-windows.ts';

export interface StatusPorts extends Omit<EtlPorts, 'calls'> {
  readonly api: Pick<LufthansaApi, 'airportStatus' | 'calls'>;
  readonly zones: { load(): Promise<ZoneOf> };
  readonly raw: {
    put(
      kind: 'status',
      replies: readonly RawReply[],
      kept: { readonly run: string; readonly atMs: number },
    ): Promise<void>;
  };
  /** Keeps what is newer than what is stored; see mongo/flight-status-store.ts. */
  readonly statuses: {
    put(answer: {
      readonly statuses: readonly FlightStatus[];
      readonly source: DataSource;
      readonly run: string;
      readonly atMs: number;
    }): Promise<{ readonly stored: number; readonly merged: number; readonly changed: number }>;
  };
}

export interface StatusRequest extends Omit<EtlRequest, 'kind' | 'anew' | 'goesOnFrom'> {
  readonly airports: readonly string[];
  /** 2: also the four hours after those around now. */
  readonly windows: 1 | 2;
  /** Whether somebody asked for just these airports: then the place of the timer's runs is left alone. */
  readonly isAskedFor: boolean;
  /** When it has to be done, epoch ms. */
  readonly untilMs: number;
}

/** One run: departures and arrivals of each airport around now; only what is left where a run before had to stop. */
export async function runStatus(ports: StatusPorts, request: StatusRequest): Promise<EtlOutcome> {
  const etlPorts: EtlPorts = {
    ...ports,
    state: request.isAskedFor ? NO_PLACE : ports.state,
    calls: () => ports.api.calls(),
  };
  const goesOnFrom = (place: unknown): boolean => parsePlace(place) !== null;
  return runEtl(etlPorts, { ...request, kind: 'status', goesOnFrom }, async (context) => {
    const zoneOf = await ports.zones.load();
    const plan = planWindows({ ...request, nowMs: ports.clock(), zoneOf, clocks: createLocalClocks() });
    const left = parsePlace(context.place)?.left;
    const windows = plan.windows.filter(({ name }) => left?.includes(name) ?? true);
    if (left === undefined) context.account.set({ total: windows.length });
    const loadWindow = createWindowLoader(ports, { request, context, zoneOf });
    const hasTime = (): boolean => ports.clock() < request.untilMs;
    const outcome = await loadWindows(windows, { loadWindow, hasTime }, context);
    if (outcome.state === 'incomplete') {
      await context.savePlace({ v: 1, left: outcome.remaining } satisfies Place);
    }
    return withUnknownAirports(outcome, plan.withoutZone);
  });
}

function createWindowLoader(
  { api, raw, statuses, clock }: StatusPorts,
  { request, context, zoneOf }: { request: StatusRequest; context: RunContext; zoneOf: ZoneOf },
): LoadPorts['loadWindow'] {
  const { source, untilMs } = request;
  const call = { purpose: 'status', signal: context.signal, untilMs } as const;
  return async (window) => {
    // As old as the question: what another run learns in the meantime is newer.
    const atMs = clock();
    const answer = await api.airportStatus(window, zoneOf, call);
    await raw.put('status', answer.raw, { run: context.id, atMs });
    const { stored, merged, changed } = await statuses.put({ statuses: answer.records, source, run: context.id, atMs });
    const received = answer.records.length + answer.merged + answer.rejected.length;
    context.account.add({ done: 1, received, stored, merged: merged + answer.merged, changed });
    await context.reject(answer.rejected);
  };
}

function withUnknownAirports(outcome: WorkOutcome, withoutZone: readonly string[]): WorkOutcome {
  if (withoutZone.length === 0) return outcome;
  const problem = `the time zone of ${withoutZone.join(', ')} is not known: load the reference data first, or correct the code`;
  return { ...outcome, problem: outcome.problem ?? problem };
}
