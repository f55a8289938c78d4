import { importSchedules, type ImportPorts } from '#adapters/etl/import-schedules.ts';
import { NO_PLACE } from '#adapters/etl/no-place.ts';
import type { EtlPorts, EtlRequest, RunContext, WorkOutcome } from '#adapters/etl/etl-work.ts';
import { runEtl, type EtlOutcome } from '#adapters/etl/run-etl.ts';
import type { ZoneOf } from '#adapters/lufthansa/lufthansa-api.ts';
import { ETL_TIME_ZONE } from '#contracts/names.ts';
import { createLocalClocks, localDateOf } from '#domain/local-time.ts';
import type { RouteDay } from '#domain/schedules/route-day.ts';
import { fetchPlan } from './fetch-plan.ts';
import { parsePlace, type Place, type Task } from './place.ts';
import { planSchedules, type PlanSettings } from './plan-schedules.ts';

export interface SchedulePorts
  extends Omit<EtlPorts, 'calls'>, Omit<ImportPorts, 'zoneOf' | 'reject' | 'api' | 'clock'> {
  readonly api: ImportPorts['api'] & { calls(): number };
  readonly zones: { load(): Promise<ZoneOf> };
  readonly days: {
    read(today: string): Promise<ReadonlyMap<string, number>>;
    mark(routeDay: RouteDay, atMs: number): Promise<void>;
  };
  readonly random: () => number;
}

export interface ScheduleRequest extends Omit<EtlRequest, 'kind' | 'anew' | 'goesOnFrom'> {
  /** Only these, whatever the plan; null for the plan. */
  readonly pairs: readonly RouteDay[] | null;
  /** When it has to be done, epoch ms. */
  readonly untilMs: number;
}

/**
 * One run: what somebody asked for, or the night's plan, gone on with where a run of it stopped. Another night makes a plan
 * of its own, in which what is left of the one before comes first.
 */
export async function runSchedules(
  ports: SchedulePorts,
  settings: PlanSettings,
  request: ScheduleRequest,
): Promise<EtlOutcome> {
  const { pairs, resumeOnly } = request;
  const etlPorts: EtlPorts = {
    ...ports,
    state: pairs === null ? ports.state : NO_PLACE,
    calls: () => ports.api.calls(),
  };
  const today = localToday(ports.clock());
  const goesOnFrom = (value: unknown): boolean => {
    const place = parsePlace(value);
    return place !== null && (resumeOnly || place.day === today);
  };
  return runEtl(etlPorts, { ...request, kind: 'schedules', goesOnFrom }, async (context) => {
    const place = parsePlace(context.place) ?? (await newPlace(ports, settings, { ...request, today }));
    if (context.place === null) context.account.set({ total: place.tasks.length });
    return fetchTasks(ports, request, { context, place, today });
  });
}

function localToday(nowMs: number): string {
  const clock = createLocalClocks().of(ETL_TIME_ZONE);
  if (clock === null) throw new Error(`this machine doesn't know the time zone ${ETL_TIME_ZONE}`);
  return localDateOf(clock.localAt(nowMs));
}

async function newPlace(
  { days, random }: SchedulePorts,
  settings: PlanSettings,
  { pairs, trigger, today }: ScheduleRequest & { readonly today: string },
): Promise<Place> {
  const plan = async (): Promise<readonly RouteDay[]> =>
    planSchedules(settings, { today, includesToday: trigger === 'start', random, fetched: await days.read(today) });
  const routeDays = pairs ?? (await plan());
  return { v: 1, day: today, tasks: routeDays.map((routeDay) => ({ ...routeDay, tries: 0 })) };
}

async function fetchTasks(
  ports: SchedulePorts,
  { source, untilMs, pairs }: ScheduleRequest,
  { context, place, today }: { context: RunContext; place: Place; today: string },
): Promise<WorkOutcome> {
  const { api, raw, flights, days, clock } = ports;
  const importPorts: ImportPorts = {
    api,
    raw,
    flights,
    clock,
    zoneOf: await ports.zones.load(),
    reject: (records) => context.reject(records),
  };
  const call = { purpose: 'schedules', signal: context.signal, untilMs } as const;
  const save = (tasks: readonly Task[]): Promise<void> => context.savePlace({ ...place, tasks } satisfies Place);
  // What is over by now nobody searches for.
  const tasks = place.tasks.filter(({ date }) => pairs !== null || date >= today);
  context.account.add({ done: place.tasks.length - tasks.length });
  await save(tasks);
  return fetchPlan(
    tasks,
    {
      importDay: (routeDay) => importSchedules(routeDay, importPorts, { run: context.id, source, call }),
      mark: (routeDay) => days.mark(routeDay, clock()),
      savePlace: save,
      hasTime: () => clock() < untilMs,
    },
    context,
  );
}
