import type { MskEvent } from '#contracts/msk-event.ts';
import { LEVEL_RULES } from '#domain/level.ts';
import { LEVELS, type Level } from '#domain/position.ts';
import { createBoard, type Board } from './board.ts';
import { createInvocationRhythm } from './invocation-rhythm.ts';
import { readBatch } from './read-batch.ts';
import { openRound, type Delivery, type PostOutcome, type Round } from './round.ts';
import { createStretch } from './stretch.ts';
import type { Viewer, ViewerList } from './viewer-list.ts';
import { createViewerProgress, type Progress } from './viewer-progress.ts';

export interface DeliveryCounts {
  readonly sent: number;
  readonly throttled: number;
  readonly failed: number;
  readonly late: number;
  readonly outcomes: ReadonlyMap<string, PostOutcome>;
}

export interface BroadcastOptions {
  readonly viewers: ViewerList;
  /** Port: posts until done or `deadlineMs`; asks for deliveries one at a time, and for none after it. */
  readonly send: (deliveries: Iterable<Delivery>, deadlineMs: number) => Promise<DeliveryCounts>;
  /** Port: whether anything is to be sent at all; never rejects. @default always */
  readonly isSendingOn?: () => Promise<boolean>;
  /** Port: forgets connections that are gone. */
  readonly removeConnections: (connectionIds: readonly string[]) => Promise<void>;
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly logger: { warn(message: string, fields: Readonly<Record<string, unknown>>): void };
  /** Time of one invocation; who isn't sent anything by then gets the newest state next time. @default 5000 */
  readonly budgetMs?: number;
}

/** `received` = shown to whoever looks + `skipped` + `rejected`; `sent` to `late` count messages. */
export interface BroadcastStats extends Omit<DeliveryCounts, 'outcomes'> {
  readonly received: number;
  readonly skipped: number;
  readonly rejected: number;
  readonly viewers: number;
  /** Levels whose turn it was. */
  readonly flushes: number;
  /** Pauses between frames were longer than usual. */
  readonly isStretched: boolean;
  readonly gone: number;
  /** Sending was switched off: all of `received` was skipped. */
  readonly isOff: boolean;
}

const alwaysOn = (): Promise<boolean> => Promise.resolve(true);
const NOTHING_SENT = { flushes: 0, sent: 0, throttled: 0, failed: 0, late: 0, gone: 0 };
/**
 * Longest that an invocation waits for a level that is not due yet, ms. In a stream that rests nobody else would send what
 * is held back; in a busy one the next invocation does, but it may be a whole second away when a feed's pictures come a
 * little sooner than the second that a frame is due in.
 */
const RESTING_WAIT_MS = 2000;
const BUSY_WAIT_MS = 250;
/** The levels whose frames come most often go first. */
const FINEST_FIRST = LEVELS.toReversed();

/**
 * Sends each viewer what is new in its area, at most one frame in its level's interval. What a container remembers of
 * aircraft and viewers saves bytes only: rows are absolute, parallel containers share nothing, and what is lost with one
 * comes again with the aircraft's next record.
 */
export function createBroadcast(options: BroadcastOptions): (event: MskEvent) => Promise<BroadcastStats> {
  const { viewers, send, removeConnections, clock, sleep, logger } = options;
  const { budgetMs = 5000, isSendingOn = alwaysOn } = options;
  const lanes = FINEST_FIRST.map(createLane);
  const progress = createViewerProgress();
  const stretch = createStretch();
  const rhythm = createInvocationRhythm();

  const forget = async (gone: readonly string[]): Promise<void> => {
    if (gone.length === 0) return;
    viewers.drop(gone);
    try {
      await removeConnections(gone);
    } catch (error) {
      // They stay listed and answer 410 again at the next frame.
      logger.warn('gone connections could not be removed', { error, gone: gone.length });
    }
  };

  /** Sends what is due; the counts of it. */
  const sendDue = async (watching: readonly Viewer[], deadlineMs: number): Promise<Sent> => {
    const rounds = openRounds(lanes, progress.of(watching, flushedOf(lanes)), {
      nowMs: clock(),
      factor: stretch.factor(),
    });
    if (rounds.length === 0) return NOTHING_SENT;
    const { outcomes, late, ...counts } = await send(deliveriesOf(rounds), deadlineMs);
    const settled = rounds.map((round) => round.settle(outcomes)).reduce(sumOf, { reached: 0, lost: 0, late });
    stretch.observe(settled);
    const gone = [...outcomes.keys()].filter((connectionId) => outcomes.get(connectionId) === 'gone');
    await forget(gone);
    return { ...counts, late: settled.late, gone: gone.length, flushes: rounds.length };
  };

  /** Waits for what is held back and due by then. */
  const sendHeldBack = async (soFar: Sent, untilMs: number, deadlineMs: number): Promise<Sent> => {
    const heldBack = lanes.filter(({ board, dueAtMs }) => board.hasNews() && dueAtMs <= untilMs);
    if (heldBack.length === 0 || clock() >= deadlineMs) return soFar;
    const watching = await viewers.current();
    const levels = new Set(watching.map(({ level }) => level));
    const dueAtMs = Math.min(...heldBack.filter(({ board }) => levels.has(board.level)).map((lane) => lane.dueAtMs));
    if (dueAtMs > untilMs) return soFar;
    await sleep(Math.max(0, dueAtMs - clock()));
    return sendHeldBack(sumOf(soFar, await sendDue(watching, deadlineMs)), untilMs, deadlineMs);
  };

  return async (event) => {
    if (!(await isSendingOn())) return skipAll(event);
    const startedAtMs = clock();
    const deadlineMs = startedAtMs + budgetMs;
    const batch = readBatch(event, startedAtMs);
    for (const { board } of lanes) for (const position of batch.positions) board.take(position);
    const watching = await viewers.current();
    const isStretched = stretch.factor() > 1;
    const sent = await sendDue(watching, deadlineMs);
    const waitMs = rhythm.note(startedAtMs) ? RESTING_WAIT_MS : BUSY_WAIT_MS;
    return {
      received: batch.received,
      skipped: batch.skipped,
      rejected: batch.rejected,
      viewers: watching.length,
      isStretched,
      isOff: false,
      ...(await sendHeldBack(sent, startedAtMs + waitMs, deadlineMs)),
    };
  };
}

type Sent = Pick<BroadcastStats, 'flushes' | 'sent' | 'throttled' | 'failed' | 'late' | 'gone'>;

function sumOf<T extends Readonly<Record<keyof T, number>>>(a: T, b: T): T {
  const sums = Object.entries<number>(a).map(([name, value]) => [name, value + b[name as keyof T]]);
  return Object.fromEntries(sums) as T;
}

/** Not even looked at: who comes back later gets what is new then. */
function skipAll({ records }: MskEvent): BroadcastStats {
  const received = Object.values(records).reduce((sum, { length }) => sum + length, 0);
  const none = { rejected: 0, viewers: 0, isStretched: false };
  return { received, skipped: received, ...none, ...NOTHING_SENT, isOff: true };
}

/** One level: what is to be seen at it, and when the next frame may go. */
interface Lane {
  readonly board: Board;
  dueAtMs: number;
}

function createLane(level: Level): Lane {
  return { board: createBoard(level), dueAtMs: -Infinity };
}

function flushedOf(lanes: readonly Lane[]): (level: Level) => number {
  const byLevel = new Map(lanes.map(({ board }) => [board.level, board.flushed()]));
  return (level) => byLevel.get(level) ?? 0;
}

/** The levels that are due and have something for somebody. */
function openRounds(
  lanes: readonly Lane[],
  viewers: readonly Progress[],
  { nowMs, factor }: { readonly nowMs: number; readonly factor: number },
): Round[] {
  return lanes.flatMap((lane) => {
    const { board, dueAtMs } = lane;
    const own = viewers.filter(({ level }) => level === board.level);
    const isWanted = board.hasNews() || own.some(({ since }) => since < board.flushed());
    if (nowMs < dueAtMs || !isWanted) return [];
    lane.dueAtMs = nowMs + LEVEL_RULES[board.level].frameEveryMs * factor;
    return [openRound({ board, viewers: own, nowMs, stretch: factor })];
  });
}

function* deliveriesOf(rounds: readonly Round[]): Generator<Delivery, void> {
  for (const round of rounds) yield* round.deliveries();
}
