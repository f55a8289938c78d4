import type { Observation } from '#domain/observation.ts';
import { createFeedClock } from '../feed-clock.ts';
import { createSbsAircraft } from './sbs-aircraft.ts';
import { LONGEST_LINE, readSbsLine } from './sbs-line.ts';
import { createSbsTime } from './sbs-time.ts';
import { openTcpLines, type TcpLines } from './tcp-lines.ts';

export interface SbsReceiverOptions {
  readonly host: string;
  readonly port: number;
  /** IANA name of the zone of the receiver's clock. */
  readonly timeZone: string;
  /** After so long without a byte a connection is taken to be dead, though nobody closed it. */
  readonly idleMs: number;
}

/** What came since it was last asked. */
export interface SbsPart {
  /** Aircraft that got a new position. */
  readonly observations: readonly Observation[];
  /** Lines that are none of the format. */
  readonly unreadable: number;
  /** Whether a line of the format came, be it an empty one. */
  readonly hasHeard: boolean;
  /** The receiver's clock less ours; null before it stated a time. */
  readonly clockOffsetMs: number | null;
}

/** Reads a receiver, one connection after the other; what is known of aircraft outlives a connection. */
export interface SbsReceiver {
  connect(): void;
  disconnect(reason: string): void;
  /** Aborts when the connection is over. */
  over(): AbortSignal;
  /** Why the connection is over; null while it isn't. */
  failure(): string | null;
  /** Ends a connection that is dead or brings something else. */
  watch(nowMs: number): void;
  take(nowMs: number): SbsPart;
}

const CONNECT_MS = 10_000;
/** Some 600 lines: a web page or a binary protocol shows by then. */
const MOST_BYTES_WITHOUT_LINE = 65_536;
/** Of lines that came at one time; more of them say nothing new about a clock. */
const MOST_TIMES = 1000;
/** Few lines are ahead of the receiver's clock, by mistake; results of MLAT, which may be most lines, are behind it. */
const TRUSTED_SHARE = 0.9;

export function createSbsReceiver(options: SbsReceiverOptions, clock: () => number): SbsReceiver {
  const { timeZone, idleMs } = options;
  const aircraft = createSbsAircraft();
  const timeOf = createSbsTime(timeZone);
  const feedClock = createFeedClock();
  let lines: TcpLines | null = null;
  let over = new AbortController();
  let failure: string | null = null;
  let bytesAtGoodLine = 0;
  let unreadable = 0;
  let hasHeard = false;
  let offsetsMs: number[] = [];

  function hear(line: string): void {
    const message = readSbsLine(line);
    if (message === null) {
      unreadable += 1;
      return;
    }
    hasHeard = true;
    bytesAtGoodLine = lines?.bytes() ?? 0;
    if (message === 'other') return;
    const heardAtMs = clock();
    const statedAtMs = timeOf(message.date, message.time, heardAtMs);
    if (statedAtMs !== null && offsetsMs.length < MOST_TIMES) offsetsMs.push(statedAtMs - heardAtMs);
    aircraft.hear({ message, heardAtMs, statedAtMs });
  }

  function end(reason: string): void {
    failure ??= reason;
    over.abort();
    lines?.close();
  }

  return {
    connect() {
      over = new AbortController();
      failure = null;
      bytesAtGoodLine = 0;
      const opened = openTcpLines({
        ...options,
        maxLength: LONGEST_LINE,
        clock,
        onLine: hear,
        onTooLong: () => void (unreadable += 1),
      });
      lines = opened;
      void opened.ended.then((reason) => {
        if (lines === opened) end(reason);
      });
    },
    disconnect: end,
    over: () => over.signal,
    failure: () => failure,
    watch(nowMs) {
      if (lines === null) return;
      const silentMs = nowMs - lines.lastByteAtMs();
      if (!lines.isConnected() && silentMs >= CONNECT_MS)
        end(`can't be reached: no answer within ${CONNECT_MS / 1000} s`);
      else if (silentMs >= idleMs) end(`no byte within ${idleMs / 1000} s: the connection is taken to be dead`);
      else if (lines.bytes() - bytesAtGoodLine > MOST_BYTES_WITHOUT_LINE)
        end('sends something else than BaseStation lines');
    },
    take(nowMs) {
      const ahead = offsetsMs.sort((a, b) => a - b)[Math.floor((offsetsMs.length - 1) * TRUSTED_SHARE)];
      if (ahead !== undefined) feedClock.note(nowMs + ahead, nowMs);
      const offsetMs = feedClock.offsetMs();
      const part = {
        observations: aircraft.takeNew(nowMs, feedClock.correctionMs()),
        unreadable,
        hasHeard,
        clockOffsetMs: offsetMs === null ? null : Math.round(offsetMs),
      };
      unreadable = 0;
      hasHeard = false;
      offsetsMs = [];
      return part;
    },
  };
}
