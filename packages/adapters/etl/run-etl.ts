import { ContractError } from '#contracts/contract-error.ts';
import { etlRunSchema, type EtlKind, type EtlRun } from '#contracts/etl-run.ts';
import { isJsonObject } from '#contracts/read.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import type { Clock } from '../observability/clock.ts';
import { EtlBusyError } from './etl-busy-error.ts';
import type { EtlPorts, EtlRequest, RunContext, WorkOutcome } from './etl-work.ts';
import { LOCK_LOST, runExclusively, type HeldLock } from './run-exclusively.ts';
import { createRunRecord, type KeptPlace } from './run-record.ts';

/** `busy`: another run of the kind is at work; `nothing-to-resume`: no place is kept. */
export type EtlOutcome =
  { readonly skipped: 'busy' | 'nothing-to-resume' } | { readonly skipped: false; readonly run: EtlRun };

/** Why a run is incomplete that was told to stop. */
export const STOPPED = 'it was stopped; the next run goes on from there';

/** A list that took longer to read is no picture of any day: begin anew. */
const MOST_AGE_MS = 3 * 86_400_000;

/**
 * One run of an ETL: one at a time, of one source, gone on with where the one before stopped, each leaving a document. What
 * the work throws makes the run `failed` and is thrown on, unless it was told to stop; its place is kept.
 * @throws EtlBusyError where a nightly run finds another at work: its timer repeats what fails, not what is skipped
 */
export async function runEtl(
  ports: EtlPorts,
  request: EtlRequest,
  work: (context: RunContext) => Promise<WorkOutcome>,
): Promise<EtlOutcome> {
  const { kind, source, runId, signal } = request;
  const { leases, logger, sleep } = ports;
  const holder = `${source}/${runId}`;
  const locked = await runExclusively({ leases, name: kind, holder, signal, logger, sleep }, (held) =>
    runLocked(ports, { request, held }, work),
  );
  if (locked !== null) return locked.result;
  if (isLostWhereSkipped(request)) throw new EtlBusyError(kind);
  return { skipped: 'busy' };
}

/** A nightly run has to be repeated by its timer: what holds the lock may be short and load other things. */
function isLostWhereSkipped({ kind, trigger, resumeOnly }: EtlRequest): boolean {
  return trigger === 'schedule' && !resumeOnly && kind !== 'status';
}

async function runLocked(
  ports: EtlPorts,
  { request, held }: Omit<Following, 'kept'>,
  work: (context: RunContext) => Promise<WorkOutcome>,
): Promise<EtlOutcome> {
  const { kind, source, resumeOnly, goesOnFrom = () => true, anew = false } = request;
  const { runs, state, clock } = ports;
  const findKept = async (): Promise<KeptPlace | null> => {
    const stored = await readKept(ports, kind, source);
    return stored !== null && goesOnFrom(stored.place) ? stored : null;
  };
  await runs.endAbandoned(kind, clock());
  // Before the claim, which may delete what another source has stored: for nothing, where nothing is to be done.
  if (resumeOnly && (await findKept()) === null) return { skipped: 'nothing-to-resume' };
  await ports.claimSource(source);
  if (anew) await state.clear(kind);
  return { skipped: false, run: await follow(ports, { request, held, kept: await findKept() }, work) };
}

/** Id of the run that the next one goes on with; null where it begins anew. */
export async function stoppedRunId(ports: PlacePorts, kind: EtlKind, source: DataSource): Promise<string | null> {
  return (await readKept(ports, kind, source))?.run.id ?? null;
}

interface PlacePorts {
  readonly state: Pick<EtlPorts['state'], 'read'>;
  readonly clock: Clock;
}

async function readKept({ state, clock }: PlacePorts, kind: EtlKind, source: DataSource): Promise<KeptPlace | null> {
  return toKept(await state.read(kind), { source, afterMs: clock() - MOST_AGE_MS });
}

interface Following {
  readonly request: EtlRequest;
  readonly held: HeldLock;
  readonly kept: KeptPlace | null;
}

async function follow(
  ports: EtlPorts,
  { request, held: { signal, isLost }, kept }: Following,
  work: (context: RunContext) => Promise<WorkOutcome>,
): Promise<EtlRun> {
  const record = createRunRecord({ ports, request, kept, isLost });
  const { id, startedAtMs, account, savePlace, report, reject } = record;
  await record.write('running');
  try {
    const place = kept?.place ?? null;
    const outcome = await work({ id, startedAtMs, place, account, signal, savePlace, report, reject });
    if (isLost()) return await record.write('incomplete', { ...outcome, problem: LOCK_LOST });
    if (outcome.state === 'complete') await record.clearPlace();
    return await record.write(outcome.state, outcome);
  } catch (error) {
    if (signal.aborted) return await record.write('incomplete', { problem: isLost() ? LOCK_LOST : STOPPED });
    await record.write('failed', { problem: problemOf(error) }).catch(() => undefined);
    throw error;
  }
}

/** Null for what another version or source wrote, or what is too old: then the run begins anew. */
function toKept(
  value: unknown,
  { source, afterMs }: { readonly source: DataSource; readonly afterMs: number },
): KeptPlace | null {
  if (!isJsonObject(value)) return null;
  const run = etlRunSchema.safeParse(value['run']).data;
  if (run === undefined || run.source !== source || run.startedAtMs < afterMs) return null;
  return { run, place: value['place'] };
}

function problemOf(error: unknown): string {
  if (error instanceof ContractError) return `${error.field}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
