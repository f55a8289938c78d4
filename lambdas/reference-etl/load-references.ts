import type { RunContext, WorkOutcome } from '#adapters/etl/etl-work.ts';
import type { LufthansaApi } from '#adapters/lufthansa/lufthansa-api.ts';
import type { WalkState } from '#adapters/lufthansa/walk/reference-walk-state.ts';
import { createReferenceWalk } from '#adapters/lufthansa/walk/reference-walk.ts';
import { REFERENCE_RESOURCES, type ReferenceResource } from '#domain/schedules/reference-data.ts';
import { createBrake, type Brake } from './brake.ts';
import { finishReferences, type FinishPorts } from './finish-references.ts';
import { gapsOf } from './gaps.ts';
import { loadCodes, MOST_TRIES, type CodePorts } from './load-codes.ts';
import { BEGINNING, parsePlace, type Place } from './place.ts';
import { planCodes, requestKey, type CodePlan, type CodeRequest, type UnseenCodes } from './plan-codes.ts';
import { walkLists, type WalkPorts } from './walk-lists.ts';

export interface LoadPorts extends WalkPorts, CodePorts, FinishPorts {
  readonly api: Pick<LufthansaApi, 'referenceRange' | 'referenceByCode'>;
  readonly codes: CodePorts['codes'] & {
    unseen(resource: ReferenceResource, run: string): Promise<UnseenCodes>;
    readUnknown(sinceMs: number): Promise<ReadonlySet<string>>;
  };
  /** Codes of airports of the world, whoever flies there. */
  readonly worldAirports: readonly string[];
}

export interface LoadOptions {
  /** Calls on their way at a time; their rate is the quota's matter. */
  readonly parallel: number;
  /** Until when the run may work, epoch ms. */
  readonly untilMs: number;
}

/** Records asked for by code in one run: a bad night has some hundred bad records, and each may need some guesses. */
const MOST_GUESSES = 1000;
const MOST_MISSING = 200;
/** What was nothing may be something after this. */
const UNKNOWN_FOR_MS = 7 * 86_400_000;

/**
 * Loads all reference data: the lists, then by code what the lists lack; then marks what vanished. Goes on from the
 * context's place, and keeps one where it has to stop. Everything is stored as it comes, by its key, so that a run that is
 * killed leaves old and new data together, each whole.
 */
export async function loadReferences(
  ports: LoadPorts,
  { parallel, untilMs }: LoadOptions,
  context: RunContext,
): Promise<WorkOutcome> {
  const { signal } = context;
  const from = parsePlace(context.place) ?? BEGINNING;
  const walk = createReferenceWalk({ from: from.walk });
  const tried = new Set(from.tried);
  const found = new Set(from.found);
  const failed = new Map(from.failed);
  const brake = createBrake({ signal, untilMs, clock: ports.clock });
  const call = { purpose: 'references', signal, untilMs } as const;
  const savePlace = (): Promise<void> => {
    const place: Place = { v: 1, walk: walk.state(), tried: [...tried], found: [...found], failed: [...failed] };
    return context.savePlace(place);
  };
  const shared = { parallel, call, brake, savePlace };

  await walkLists(ports, { ...shared, walk }, context);
  await savePlace();
  if (!walk.isFinished()) return stopped(brake, remainingRanges(walk.state()));

  const gaps = gapsOf(walk.unlisted());
  const plan = planCodes(gaps, await readKnownCodes(ports, context.id));
  const open = [...plan.guesses, ...plan.missing].filter((request) => !tried.has(requestKey(request)));
  const triesOf = (request: CodeRequest): number => failed.get(requestKey(request)) ?? 0;
  const requests = chooseRequests(open, { plan, answered: tried.size, triesOf });
  context.account.set(walk.progress());
  const left = await loadCodes(ports, { ...shared, requests, tried, found, failed }, context);
  await savePlace();
  const again = left.filter((request) => triesOf(request) < MOST_TRIES);
  if (again.length > 0) return stopped(brake, again.map(requestKey));
  context.account.add({ done: left.length });

  return finishReferences(
    ports,
    {
      ...{ walk, gaps, found },
      unknown: open.filter((request) => !tried.has(requestKey(request))),
      unanswered: open.filter((request) => triesOf(request) >= MOST_TRIES && !tried.has(requestKey(request))),
    },
    context,
  );
}

interface Choice {
  readonly plan: CodePlan;
  /** How many the run has answers to already. */
  readonly answered: number;
  readonly triesOf: (request: CodeRequest) => number;
}

/** Of the requests that are open those that the run may ask for; what failed before comes last, so that others have their turn. */
function chooseRequests(
  open: readonly CodeRequest[],
  { plan: { guesses, missing }, answered, triesOf }: Choice,
): CodeRequest[] {
  const wanted = new Set([...guesses.slice(0, MOST_GUESSES), ...missing.slice(0, MOST_MISSING)]);
  return open
    .filter((request) => wanted.has(request))
    .slice(0, Math.max(0, MOST_GUESSES + MOST_MISSING - answered))
    .filter((request) => triesOf(request) < MOST_TRIES)
    .sort((a, b) => triesOf(a) - triesOf(b));
}

async function readKnownCodes({ codes, worldAirports, clock }: LoadPorts, run: string) {
  const [countries, cities, airports, airlines, aircraft] = await Promise.all([
    codes.unseen('countries', run),
    codes.unseen('cities', run),
    codes.unseen('airports', run),
    codes.unseen('airlines', run),
    codes.unseen('aircraft', run),
  ]);
  const unknown = await codes.readUnknown(clock() - UNKNOWN_FOR_MS);
  return { unseen: { countries, cities, airports, airlines, aircraft }, worldAirports, unknown };
}

function stopped(brake: Brake, remaining: readonly string[]): WorkOutcome {
  return { state: 'incomplete', remaining, problem: brake.stopped() ?? 'some calls failed' };
}

function remainingRanges({ lists }: WalkState): string[] {
  return REFERENCE_RESOURCES.flatMap((resource) => {
    const pending = lists[resource]?.pending ?? [];
    const [first] = pending.map(([offset]) => offset).sort((a, b) => a - b);
    return first === undefined ? [] : [`${resource}: ${pending.length} pages, the first from record ${first}`];
  });
}
