import { isTimeZone } from '#domain/local-time.ts';
import type { FeedDelivery, FeedPause, PositionSource, SourceDefinition, SourceTools } from '../position-source.ts';
import { retryDelayMs } from '../retry-delay.ts';
import { numberSetting, requiredSetting, SettingError } from '../settings.ts';
import { createSbsReceiver, type SbsPart, type SbsReceiver, type SbsReceiverOptions } from './sbs-receiver.ts';

const TICK_MS = 1000;

/** A receiver's BaseStation port (dump1090, readsb, Virtual Radar Server, BaseStation itself). */
export const sbs: SourceDefinition = {
  name: 'sbs',
  help: "a receiver's BaseStation port: lines of text by TCP",
  flags: [
    { name: 'sbs-host', env: 'SBS_HOST', value: 'HOST', help: 'the receiver' },
    { name: 'sbs-port', env: 'SBS_PORT', value: 'N', help: '30003 unless told' },
    { name: 'sbs-time-zone', env: 'SBS_TIME_ZONE', value: 'ZONE', help: 'of its times, as Europe/Paris; UTC' },
    { name: 'sbs-idle', env: 'SBS_IDLE_SECONDS', value: 'S', help: 'connect anew after S seconds of silence; 90' },
  ],
  create: (settings, tools) =>
    createSbs(
      {
        host: requiredSetting(settings, 'sbs-host', "the receiver's address, also as SBS_HOST"),
        port: numberSetting(settings, 'sbs-port', { fallback: 30_003, min: 1, max: 65_535, whole: true }),
        timeZone: readTimeZone(settings['sbs-time-zone'] || 'UTC'),
        // readsb says something at least once a minute, an empty line if need be.
        idleMs: Math.round(numberSetting(settings, 'sbs-idle', { fallback: 90, min: 5, max: 3600 }) * 1000),
      },
      tools,
    ),
};

function readTimeZone(timeZone: string): string {
  if (isTimeZone(timeZone)) return timeZone;
  throw new SettingError(`--sbs-time-zone must be a name such as Europe/Paris or UTC, not "${timeZone}"`);
}

/** Delivers once a second what got a new position; connects again, at growing distances, when the connection is over. */
export function createSbs(options: SbsReceiverOptions, { clock, random, sleep }: SourceTools): PositionSource {
  return {
    feed: 'sbs',
    source: 'sbs',
    kind: 'live',
    attribution: null,
    licence: null,
    intervalMs: TICK_MS,
    timeScale: 1,
    confirmsFirst: true,
    async *events(signal) {
      const isOver = (): boolean => signal.aborted;
      const receiver = createSbsReceiver(options, clock);
      let failures = 0;
      while (!isOver()) {
        for await (const part of listen(receiver, { clock, sleep }, signal)) {
          if (isOver()) return;
          if (part.hasHeard) failures = 0;
          const event = eventOf(part, clock());
          if (event !== null) yield event;
        }
        if (isOver()) return;
        failures += 1;
        const retryInMs = Math.round(retryDelayMs({ failures, intervalMs: TICK_MS, jitter: random() }));
        yield { type: 'failure', reason: receiver.failure() ?? 'the connection is over', retryInMs };
        await sleep(retryInMs, signal);
      }
    },
  };
}

/** What one connection brings, once a second until it is over. */
async function* listen(
  receiver: SbsReceiver,
  { clock, sleep }: Pick<SourceTools, 'clock' | 'sleep'>,
  signal: AbortSignal,
): AsyncGenerator<SbsPart, void, undefined> {
  const stop = (): void => receiver.disconnect('stopped');
  receiver.connect();
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (receiver.failure() === null) {
      await sleep(TICK_MS, receiver.over());
      yield receiver.take(clock());
      receiver.watch(clock());
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** Null where nothing came. */
function eventOf(part: SbsPart, nowMs: number): FeedDelivery | FeedPause | null {
  const { observations, unreadable, hasHeard, clockOffsetMs } = part;
  if (observations.length === 0 && unreadable === 0) {
    return hasHeard ? { type: 'unchanged', reason: 'the receiver hears no position' } : null;
  }
  return {
    type: 'delivery',
    readAtMs: nowMs,
    observations,
    unreadable,
    clockOffsetMs,
    capturedAtMs: null,
    intervalMs: TICK_MS,
    isRestart: false,
  };
}
