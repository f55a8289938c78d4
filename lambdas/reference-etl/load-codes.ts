import type { RunContext } from '#adapters/etl/etl-work.ts';
import type { CallOptions, LufthansaApi } from '#adapters/lufthansa/lufthansa-api.ts';
import type { Brake } from './brake.ts';
import { requestKey, type CodeRequest } from './plan-codes.ts';
import { runTasks } from './run-tasks.ts';
import { keepAnswer, type KeepPorts } from './walk-lists.ts';

export interface CodePorts extends KeepPorts {
  readonly api: Pick<LufthansaApi, 'referenceByCode'>;
  readonly codes: {
    /** Remembers what was asked for and found to be nothing, so that it isn't asked for every night. */
    addUnknown(keys: readonly string[], nowMs: number): Promise<void>;
  };
}

export interface CodesRequest {
  /** Not tried yet. */
  readonly requests: readonly CodeRequest[];
  readonly parallel: number;
  readonly call: CallOptions;
  readonly brake: Brake;
  /** {@link requestKey} of requests that were answered; what is answered is added. */
  readonly tried: Set<string>;
  /** Of those, the ones that brought a record; likewise. */
  readonly found: Set<string>;
  /** In how many runs a request failed that was not answered; likewise. */
  readonly failed: Map<string, number>;
  readonly savePlace: () => Promise<void>;
}

const SAVE_EVERY = 8;
/** A code that failed in so many runs is left to the next night. */
export const MOST_TRIES = 3;

/** Asks for records by their codes. @returns the requests that failed or that there was no time for */
export async function loadCodes(
  ports: CodePorts,
  request: CodesRequest,
  context: RunContext,
): Promise<readonly CodeRequest[]> {
  const { requests, parallel, call, brake, tried, found, failed, savePlace } = request;
  const queue = [...requests];
  const nothing: string[] = [];
  context.account.add({ done: tried.size, total: tried.size + queue.length });

  async function ask(one: CodeRequest): Promise<void> {
    const { resource, code } = one;
    const key = requestKey(one);
    let answer;
    try {
      answer = await ports.api.referenceByCode(resource, code, call);
    } catch (error) {
      const verdict = brake.failed(error);
      if (verdict !== 'stop') failed.set(key, verdict === 'never' ? MOST_TRIES : (failed.get(key) ?? 0) + 1);
      return;
    }
    brake.succeeded();
    const counted = (): void => {
      tried.add(key);
      context.account.add({ done: 1 });
      if (answer !== null && answer.records.length > 0) found.add(key);
      else nothing.push(key);
    };
    if (answer === null) counted();
    else await keepAnswer(ports, context, { resource, ...answer }, counted);
    if (tried.size % SAVE_EVERY === 0) await savePlace();
    await context.report();
  }

  await runTasks(parallel, () => {
    const one = brake.stopped() === null ? queue.shift() : undefined;
    return one === undefined ? null : () => ask(one);
  });
  await ports.codes.addUnknown(nothing, ports.clock());
  return requests.filter((one) => !tried.has(requestKey(one)));
}
