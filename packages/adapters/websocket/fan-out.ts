import type { Clock } from '../observability/clock.ts';
import { ConnectionPostError } from './connection-post-error.ts';

/** The same messages for some connections, in this order for each. */
export interface Delivery {
  readonly connectionIds: readonly string[];
  readonly messages: readonly string[];
}

/** What became of a connection: it has all its messages, is no longer there, or lacks some. */
export type PostOutcome = 'delivered' | 'gone' | 'missed';

export interface FanOutResult {
  /** Messages delivered. */
  readonly sent: number;
  /** Per connection that was come to before the time or the number of posts ran out. */
  readonly outcomes: ReadonlyMap<string, PostOutcome>;
  /** Answers "too many requests", retried ones included. */
  readonly throttled: number;
  /** Messages given up: throttled to the end, timed out, refused. */
  readonly failed: number;
  /** Messages not tried any more because time or the number of posts ran out, of connections that were come to. */
  readonly late: number;
}

export interface FanOutOptions {
  /** Port: posts one message. @throws ConnectionPostError */
  readonly post: (connectionId: string, text: string) => Promise<void>;
  readonly clock: Clock;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Posts in flight. @default 64 */
  readonly parallel?: number;
  /** Tries per message when throttled. @default 4 */
  readonly maxAttempts?: number;
  /** Longest first pause after a throttled try; doubles with each. @default 50 */
  readonly retryBaseMs?: number;
  /** Posts of one call, all tries counted. @default 20000 */
  readonly maxPosts?: number;
}

export interface FanOut {
  /** Posts until everything is sent or `deadlineMs` has passed. Never throws for a receiver. */
  send(deliveries: Iterable<Delivery>, deadlineMs: number): Promise<FanOutResult>;
}

/**
 * Posts to many connections with bounded parallelism. Deliveries are taken one at a time, so that they can be encoded
 * as they are needed, and none once the time is over. A connection that is gone, hangs or fails gets nothing more in this call and holds up nobody else.
 */
export function createFanOut(options: FanOutOptions): FanOut {
  return {
    send: async (deliveries, deadlineMs) => {
      const run = createRun(options, deadlineMs);
      const jobs = eachConnection(deliveries);
      const worker = async (): Promise<void> => {
        // A generator that a loop leaves is over for all.
        for (let job = run.isOver() ? null : jobs.next(); job !== null && job.done !== true;) {
          await run.deliver(job.value.connectionId, job.value.messages);
          job = run.isOver() ? null : jobs.next();
        }
      };
      await Promise.all(Array.from({ length: options.parallel ?? 64 }, worker));
      return run.result();
    },
  };
}

/** One shared generator feeds all workers: `next` is synchronous, so no job is taken twice. */
function* eachConnection(
  deliveries: Iterable<Delivery>,
): Generator<{ connectionId: string; messages: readonly string[] }, void> {
  for (const { connectionIds, messages } of deliveries) {
    for (const connectionId of connectionIds) yield { connectionId, messages };
  }
}

interface Run {
  isOver(): boolean;
  deliver(connectionId: string, messages: readonly string[]): Promise<void>;
  result(): FanOutResult;
}

function createRun(
  { post, clock, random, sleep, maxAttempts = 4, retryBaseMs = 50, maxPosts = 20_000 }: FanOutOptions,
  deadlineMs: number,
): Run {
  const outcomes = new Map<string, PostOutcome>();
  let [sent, throttled, failed, late, posts] = [0, 0, 0, 0, 0];

  const isOver = (): boolean => clock() >= deadlineMs || posts >= maxPosts;

  /** Whether it was delivered; of one that is too large the next may still be. */
  const deliverOne = async (connectionId: string, message: string): Promise<PostOutcome | 'too_large'> => {
    for (let attempt = 1; ; attempt += 1) {
      posts += 1;
      try {
        await post(connectionId, message);
        sent += 1;
        return 'delivered';
      } catch (error) {
        if (!(error instanceof ConnectionPostError)) throw error;
        if (error.code === 'gone') return 'gone';
        if (error.code === 'throttled') throttled += 1;
        if (!error.retriable || attempt >= maxAttempts || isOver()) {
          failed += 1;
          return error.code === 'too_large' ? 'too_large' : 'missed';
        }
      }
      await sleep(random() * retryBaseMs * 2 ** (attempt - 1));
    }
  };

  const deliverAll = async (connectionId: string, messages: readonly string[]): Promise<PostOutcome> => {
    for (const [index, message] of messages.entries()) {
      if (isOver()) {
        late += messages.length - index;
        return 'missed';
      }
      const outcome = await deliverOne(connectionId, message);
      if (outcome === 'gone' || outcome === 'missed') return outcome;
    }
    return 'delivered';
  };

  return {
    isOver,
    deliver: async (connectionId, messages) => {
      outcomes.set(connectionId, await deliverAll(connectionId, messages));
    },
    result: () => ({ sent, outcomes, throttled, failed, late }),
  };
}
