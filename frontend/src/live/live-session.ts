import type { DecodedSnapshot } from '#contracts/column-snapshot.ts';
import { parseServerMessage, type ServerMessage } from '#contracts/live-messages.ts';
import type { BoundingBox } from '#domain/geo.ts';
import { areaBox } from '#domain/level-tiles.ts';
import { createCell, type ReadonlyCell } from '../state/cell.ts';
import type { IntervalOf } from './aircraft-lifetime.ts';
import type { AircraftStore } from './aircraft-store.ts';
import { NOTHING_WATCHED, type Watched } from './confirmation.ts';
import { createInbox } from './inbox.ts';
import { createPacing } from './pacing.ts';
import type { PaceChoice } from './pace.ts';
import type { PagePresence } from './presence.ts';
import { createReception, type FilledStore, type Reception } from './reception.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import type { Scheduler } from './scheduler.ts';
import type { ServerTime } from './server-time.ts';
import type { LiveSocket, OpenSocket } from './socket.ts';
import { createShownKinds } from './shown-kinds.ts';
import { boxPart, tileParts, type SnapshotTarget } from './snapshot-part.ts';
import { createSubscriber } from './subscriber.ts';
import { createViewport, type ViewRequest } from './viewport.ts';

/**
 * How the page stands with the server. `connecting`: no answer yet; `loading`: subscribed, snapshot on its way; `live`,
 * `partial` while the snapshot can't be had and only aircraft that report anew are shown; `reconnecting`: lost, with the instant of the next try on the scheduler's clock; `offline`: the browser has no
 * network; `hidden`: left because nobody looks.
 */
export type SessionState =
  | { readonly name: 'connecting' }
  | { readonly name: 'loading' }
  | { readonly name: 'live'; readonly sinceMs: number; readonly partial: boolean }
  | { readonly name: 'reconnecting'; readonly retryAtMs: number; readonly attempt: number }
  | { readonly name: 'offline' }
  | { readonly name: 'hidden' };

export interface LiveSession {
  readonly state: SessionState;
  /** Rows and messages that broke the contract and were dropped. */
  readonly rejected: number;
  /** What the server sends. */
  readonly watched: ReadonlyCell<Watched>;
  /** How often frames are asked for, and why no more often. */
  readonly pace: ReadonlyCell<PaceChoice>;
  subscribe(listener: (state: SessionState) => void): () => void;
  /** Tells what the map shows; the server is asked for a margin more, with 600 ms between two requests. */
  setView(box: BoundingBox, zoom: number): void;
  /** Tries at once instead of waiting out the delay. */
  retryNow(): void;
  close(): void;
}

export interface LiveSessionOptions {
  readonly url: string;
  readonly openSocket: OpenSocket;
  readonly fetchSnapshot: (target: SnapshotTarget, signal: AbortSignal) => Promise<DecodedSnapshot>;
  readonly store: FilledStore & Pick<AircraftStore, 'sweep'>;
  readonly serverTime: Pick<ServerTime, 'observe' | 'nowMs'>;
  readonly scheduler: Scheduler;
  readonly presence: PagePresence;
  /** Uniform in 0 to 1. */
  readonly random: () => number;
  /** How often feeds deliver, where that is known. */
  readonly intervalOf?: IntervalOf;
}

/** API Gateway closes a connection that is silent for 10 minutes, and every one after 2 hours. */
const PING_EVERY_MS = 4 * 60_000;
const LONGEST_CONNECTION_MS = 115 * 60_000;
const LEAVE_WHEN_HIDDEN_MS = 5 * 60_000;
/** A connection that says nothing in answer to a ping for this long is dead, whatever the browser believes. */
const PONG_WITHIN_MS = 20_000;
const CONNECT_WITHIN_MS = 15_000;
/** A connection that held for this long starts the delays anew when it is lost. */
const PROVEN_AFTER_MS = 30_000;
const SWEEP_EVERY_MS = 30_000;

/** Keeps the store fed: connects, subscribes to what is in view, loads snapshots, and comes back when the line is lost. */
export function createLiveSession(options: LiveSessionOptions): LiveSession {
  const { scheduler, store, presence } = options;
  const listeners = new Set<(state: SessionState) => void>();
  const cancels = new Map<string, () => void>();
  const kinds = createShownKinds();
  let state: SessionState = { name: 'connecting' };
  let socket: LiveSocket | null = null;
  let reception: Reception | null = null;
  let subscribedBox: BoundingBox | null = null;
  let attempt = 0;
  let openedAtMs = -Infinity;
  let rejected = 0;
  let closed = false;
  const watched = createCell(NOTHING_WATCHED);
  const inbox = createInbox(scheduler, handle);
  let newestFrameMs = -Infinity;
  const pacing = createPacing({ scheduler, presence, everyMs: () => watched.get().everyMs });
  const subscriber = createSubscriber({
    scheduler,
    send: (text) => socket?.send(text),
    everyMs: () => pacing.choice.get().everyMs,
    isServed: () => state.name === 'live',
    givenUp: lost,
    forgotten: () => viewport.reset(),
  });
  const viewport = createViewport(scheduler, (request) => {
    if (socket !== null) subscriber.ask(request);
  });

  function become(next: SessionState): void {
    state = next;
    listeners.forEach((listener) => listener(next));
  }

  /** One timer per purpose: starting it again replaces it. */
  function after(purpose: string, delayMs: number, run: () => void): void {
    cancels.get(purpose)?.();
    cancels.set(purpose, scheduler.after(delayMs, run));
  }

  function stop(...purposes: string[]): void {
    for (const purpose of purposes) {
      cancels.get(purpose)?.();
      cancels.delete(purpose);
    }
  }

  function hangUp(): void {
    inbox.clear();
    reception?.close();
    reception = null;
    subscriber.reset();
    socket?.close();
    socket = null;
    pacing.reset();
    newestFrameMs = -Infinity;
    stop('ping', 'pong', 'age', 'connect', 'retry');
  }

  function connect(): void {
    hangUp();
    become({ name: 'connecting' });
    after('connect', CONNECT_WITHIN_MS, lost);
    reception = createReception({ ...options, kinds, filled });
    socket = options.openSocket(options.url, { opened, received, closed: lost });
  }

  function opened(): void {
    stop('connect');
    openedAtMs = scheduler.nowMs();
    after('age', LONGEST_CONNECTION_MS, connect);
    keepAlive();
    viewport.reset();
  }

  function keepAlive(): void {
    after('ping', PING_EVERY_MS, () => {
      socket?.send(JSON.stringify({ action: 'ping', t: Math.round(scheduler.nowMs()) }));
      after('pong', PONG_WITHIN_MS, lost);
      keepAlive();
    });
  }

  function lost(): void {
    hangUp();
    if (closed) return;
    if (!presence.isOnline()) {
      become({ name: 'offline' });
      return;
    }
    if (scheduler.nowMs() - openedAtMs > PROVEN_AFTER_MS && openedAtMs !== -Infinity) attempt = 0;
    openedAtMs = -Infinity;
    const delayMs = reconnectDelayMs(attempt, options.random);
    attempt += 1;
    become({ name: 'reconnecting', retryAtMs: scheduler.nowMs() + delayMs, attempt });
    after('retry', delayMs, connect);
  }

  function confirmed({ atMs, level, area, frameEveryMs }: Subscribed, request: ViewRequest): void {
    subscribedBox = areaBox(area ?? request.area);
    watch({ level, everyMs: frameEveryMs });
    if (state.name === 'connecting') become({ name: 'loading' });
    reception?.confirmed(area === null ? [boxPart(subscribedBox)] : tileParts(area, request.middle), atMs);
  }

  function watch({ level, everyMs }: Watched): void {
    const now = watched.get();
    if (now.level !== level || now.everyMs !== everyMs) watched.set({ level, everyMs });
  }

  function filled(isWhole: boolean): void {
    const partial = !isWhole;
    if (state.name !== 'live') become({ name: 'live', sinceMs: scheduler.nowMs(), partial });
    else if (state.partial !== partial) become({ ...state, partial });
  }

  function received(text: string): void {
    stop('pong');
    pacing.meter.received(text.length);
    inbox.take(text);
  }

  function handle(text: string): void {
    const message = parsed(text);
    if (message === null) return;
    if ('atMs' in message) options.serverTime.observe(message.atMs);
    if (message.type === 'frame') noteFrame(message);
    if (message.type === 'subscribed') {
      const request = subscriber.confirm(message.id);
      if (request !== null) confirmed(message, request);
    } else if (message.type === 'error') {
      if (!subscriber.takeError(message.code)) rejected += 1;
    } else reception?.take(message);
  }

  /** Frames that waited while the page slept are handled after newer ones, and say nothing of how things are now. */
  function noteFrame(frame: Watched & { readonly atMs: number }): void {
    if (frame.atMs < newestFrameMs) return;
    newestFrameMs = frame.atMs;
    pacing.meter.late(options.serverTime.nowMs() - frame.atMs);
    watch(frame);
  }

  function parsed(text: string): ServerMessage | null {
    try {
      return parseServerMessage(text);
    } catch {
      rejected += 1;
      return null;
    }
  }

  function presenceChanged(): void {
    pacing.now();
    if (presence.isHidden()) {
      if (!cancels.has('leave') && state.name !== 'hidden') {
        after('leave', LEAVE_WHEN_HIDDEN_MS, () => {
          hangUp();
          become({ name: 'hidden' });
        });
      }
      return;
    }
    stop('leave');
    const comesBack = state.name === 'hidden' || (state.name === 'offline' && presence.isOnline());
    const hasNetworkAgain = state.name === 'reconnecting' && presence.isOnline();
    if (comesBack || hasNetworkAgain) connect();
    else if (!presence.isOnline() && state.name !== 'offline') lost();
  }

  function sweepRegularly(): void {
    after('sweep', SWEEP_EVERY_MS, () => {
      store.sweep(subscribedBox, options.intervalOf);
      sweepRegularly();
    });
  }

  const stopWatching = presence.subscribe(presenceChanged);
  pacing.choice.subscribe(() => subscriber.tellPace());
  sweepRegularly();
  if (presence.isOnline()) connect();
  else become({ name: 'offline' });

  return {
    get state() {
      return state;
    },
    get rejected() {
      return rejected;
    },
    watched,
    pace: pacing.choice,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setView: (box, zoom) => viewport.show(box, zoom),
    retryNow() {
      if (state.name === 'reconnecting' || state.name === 'offline' || state.name === 'hidden') connect();
    },
    close() {
      closed = true;
      stopWatching();
      hangUp();
      pacing.close();
      viewport.close();
      stop(...cancels.keys());
    },
  };
}

type Subscribed = Extract<ServerMessage, { readonly type: 'subscribed' }>;
