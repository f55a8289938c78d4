import { basename } from 'node:path';
import { ContractError } from '#contracts/contract-error.ts';
import { FeedError } from '../feed-error.ts';
import { readFeedFile } from '../fetch-feed.ts';
import type { FeedEvent, PositionSource, SourceDefinition, SourceTools } from '../position-source.ts';
import { memberSetting, numberSetting, requiredSetting } from '../settings.ts';
import { parseRecording, readFix, type Recording } from './recorded-tracks.ts';

const TICK_MS = 250;
/** Between the end of the recording and its next beginning. */
const PAUSE_MS = 5000;
const RETRY_MS = 10_000;
const SHORTEST_INTERVAL_MS = 1000;
/** A day of Europe's sky unpacks to less. */
const MAX_FILE_BYTES = 512 * 2 ** 20;

export interface ReplayOptions {
  readonly file: string;
  /** How much faster than it was recorded. */
  readonly speed: number;
  /** Whether it begins again at its end. @default true */
  readonly loops?: boolean;
}

/** Recorded tracks, played as if they happened now, over and over unless told otherwise. */
export const replay: SourceDefinition = {
  name: 'replay',
  help: 'recorded tracks (JSON or .json.gz), played with their times shifted to now',
  flags: [
    { name: 'file', env: 'REPLAY_FILE', value: 'PATH', help: 'the recording' },
    { name: 'speed', env: 'REPLAY_SPEED', value: 'X', help: '1 to 60 times as fast; 1 unless told' },
    { name: 'loop', env: 'REPLAY_LOOP', value: 'on|off', help: 'begin again at the end; on' },
  ],
  create: (settings, tools) =>
    createReplay(
      {
        file: requiredSetting(settings, 'file', 'the recording to play, also as REPLAY_FILE'),
        speed: numberSetting(settings, 'speed', { fallback: 1, min: 1, max: 60 }),
        loops: memberSetting(settings, 'loop', ['on', 'off'], 'on') === 'on',
      },
      tools,
    ),
};

/** Begins with the recording's first fix when the producer starts. */
export function createReplay(
  { file, speed, loops = true }: ReplayOptions,
  tools: Pick<SourceTools, 'clock' | 'sleep'>,
): PositionSource {
  return {
    feed: 'replay',
    source: 'replay',
    kind: 'replay',
    attribution: `Recording ${basename(file)}${speed === 1 ? '' : `, ${speed} times as fast`}`,
    licence: null,
    intervalMs: 10_000,
    timeScale: speed,
    async *events(signal) {
      const recording = yield* load(file, tools, signal);
      while (recording !== null && !signal.aborted) {
        yield* playOnce(recording, speed, tools, signal);
        if (!loops) return;
        await tools.sleep(PAUSE_MS, signal);
      }
    },
  };
}

type Tools = Pick<SourceTools, 'clock' | 'sleep'>;

async function* load(file: string, tools: Tools, signal: AbortSignal): AsyncGenerator<FeedEvent, Recording | null> {
  while (!signal.aborted) {
    try {
      return parseRecording(await readFeedFile(file, MAX_FILE_BYTES));
    } catch (error) {
      if (!(error instanceof FeedError) && !(error instanceof ContractError)) throw error;
      yield { type: 'failure', reason: error.message, retryInMs: RETRY_MS };
    }
    await tools.sleep(RETRY_MS, signal);
  }
  return null;
}

async function* playOnce(
  { fixes, beginsAtMs, gapMs, unreadable }: Recording,
  speed: number,
  { clock, sleep }: Tools,
  signal: AbortSignal,
): AsyncGenerator<FeedEvent, void> {
  const startedAtMs = clock();
  const intervalMs = Math.max(SHORTEST_INTERVAL_MS, Math.round(gapMs / speed));
  const onOurClock = (recordedMs: number): number => startedAtMs + recordedMs / speed;
  let next = 0;
  while (next < fixes.length && !signal.aborted) {
    const readAtMs = clock();
    const begin = next;
    while (next < fixes.length && onOurClock(fixes[next]?.dueMs ?? Infinity) <= readAtMs) next += 1;
    if (next > begin) {
      yield {
        type: 'delivery',
        readAtMs,
        observations: fixes.slice(begin, next).map((fix) => readFix(fix, beginsAtMs, onOurClock)),
        unreadable: begin === 0 ? unreadable : 0,
        clockOffsetMs: null,
        capturedAtMs: Math.round(beginsAtMs + (fixes[next - 1]?.dueMs ?? 0)),
        intervalMs,
        isRestart: begin === 0,
      };
    }
    await sleep(TICK_MS, signal);
  }
}
