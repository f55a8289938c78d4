import type { Clock } from '#adapters/observability/clock.ts';
import type { EtlKind, EtlRun } from '#contracts/etl-run.ts';
import type { StatusOfSchedules } from '#contracts/http-status.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import { HttpProblem } from '../answers/problem.ts';
import { remember } from '../remember.ts';

export type ScheduleCounts = StatusOfSchedules['counts'];
export type QuotaUse = StatusOfSchedules['quota'];

export interface ScheduleStateSource {
  /** Where the stored data comes from; null before the first run. */
  source(): Promise<DataSource | null>;
  counts(): Promise<ScheduleCounts>;
  /** The newest run of each kind. */
  newestRuns(): Promise<readonly EtlRun[]>;
  /** Calls of the Lufthansa API in the last hour; null before the first. */
  quota(): Promise<QuotaUse>;
}

/** What is stored of schedules and reference data, and how its loading does. */
export interface ScheduleState {
  readonly source: DataSource | null;
  readonly counts: ScheduleCounts;
  readonly runs: readonly EtlRun[];
  readonly quota: QuotaUse;
}

/** A run tells its progress every few seconds. */
const REMEMBERED_MS = 2000;
/** How soon it is worth to ask again: while a run goes on, and while none does. */
const RUNNING_RETRY_SECONDS = 10;
const IDLE_RETRY_SECONDS = 60;

export function createScheduleStateReader(source: ScheduleStateSource, clock: Clock): () => Promise<ScheduleState> {
  return remember(
    async () => {
      const [from, counts, runs, quota] = await Promise.all([
        source.source(),
        source.counts(),
        source.newestRuns(),
        source.quota(),
      ]);
      return { source: from, counts, runs, quota };
    },
    { forMs: REMEMBERED_MS, clock },
  );
}

/** Whether answers are made of sample data. */
export const isSample = ({ source }: Pick<ScheduleState, 'source'>): boolean => source === 'sample';

/** What a route needs, in words, and the run that loads it. */
const NEEDS: Readonly<Record<keyof ScheduleCounts, { readonly name: string; readonly kind: EtlKind }>> = {
  countries: { name: 'countries', kind: 'references' },
  cities: { name: 'cities', kind: 'references' },
  airports: { name: 'airports', kind: 'references' },
  airlines: { name: 'airlines', kind: 'references' },
  aircraftTypes: { name: 'aircraft types', kind: 'references' },
  flights: { name: 'flights', kind: 'schedules' },
};
const PARTS: Readonly<Record<EtlKind, string>> = { references: 'pages', schedules: 'parts', status: 'parts' };

/** @throws HttpProblem 503 with what to do, while nothing of that kind is stored yet */
export function requireStored({ counts, runs }: ScheduleState, needed: keyof ScheduleCounts): void {
  if (counts[needed] > 0) return;
  const { name, kind } = NEEDS[needed];
  const running = runs.find((run) => run.kind === kind && run.state === 'running');
  const command = `run "npm run etl -- ${kind}"`;
  const remedy =
    running === undefined
      ? `${command}, or wait for the nightly run`
      : `${command}, or wait for the run that is under way: ${running.done} of ${running.total} ${PARTS[kind]}`;
  throw new HttpProblem('nothing-stored', {
    detail: `No ${name} are stored yet: ${remedy}.`,
    retryAfterSeconds: running === undefined ? IDLE_RETRY_SECONDS : RUNNING_RETRY_SECONDS,
  });
}
