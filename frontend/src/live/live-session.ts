import type { DecodedSnapshot } from '#contracts/column-snapshot.ts';
import { parseServerMessage, type ServerMessage } from '#contracts/live-messages.ts';
import type { BoundingBox } from '#domain/geo.ts';
import type { AircraftStore } from './aircraft-store.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import type { Scheduler } from './scheduler.ts';
import type { ServerTime } from './server-time.ts';
import type { LiveSocket, OpenSocket } from './socket.ts';
import { createShownKinds } from './shown-kinds.ts';
import { createSubscription, type FilledStore, type Subscription } from './subscription.ts';
import { createViewport } from './viewport.ts';

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
  subscribe(listener: (state: SessionState) => void): () => void;
  /** Tells what the map shows; the server is asked for a margin more, with 600 ms between two requests. */
  setView(box: BoundingBox, zoom: number): void;
  /** Tries at once instead of waiting out the delay. */
  retryNow(): void;
  close(): void;
}

/** What the session must know of the page that it is in. */
export interface PagePresence {
  isHidden(): boolean;
  isOnline(): boolean;
  /** Calls back when either may have changed. */
  subscribe(listener: () => void): () => void;
}

export interface LiveSessionOptions {
  readonly url: string;
  readonly openSocket: OpenSocket;
  /** Fetches the snapshot of a box. */
  readonly fetchSnapshot: (box: BoundingBox, signal: AbortSignal) => Promise<DecodedSnapshot>;
  readonly store: FilledStore & Pick<AircraftStore, 'sweep'>;
  readonly serverTime: Pick<ServerTime, 'observe'>;
  readonly scheduler: Scheduler;
  readonly presence: PagePresence;
  /** Uniform in 0 to 1. */
  readonly random: () => number;
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
/** The server confirms a subscription within a second; a connection that says nothing to it is dead. */
const CONFIRM_WITHIN_MS = 10_000;
/** Pause before a refused subscription is asked for again, doubled at each refusal up to the longest. */
const ASK_AGAIN_MS = 700;
const LONGEST_ASK_AGAIN_MS = 10_000;
/** A connection on which so many were refused and none taken is given up: the server may have lost its record of it. */
const MOST_REFUSALS = 10;

/** Keeps the store fed: connects, subscribes to what is in view, loads snapshots, and comes back when the line is lost. */
export function createLiveSession(options: LiveSessionOptions): LiveSession {
  const { scheduler, store, presence } = options;
  const listeners = new Set<(state: SessionState) => void>();
  const cancels = new Map<string, () => void>();
  const kinds = createShownKinds();
  let state: SessionState = { name: 'connecting' };
  let socket: LiveSocket | null = null;
  let subscription: Subscription | null = null;
  let nextId = 1;
  let attempt = 0;
  let openedAtMs = -Infinity;
  let rejected = 0;
  let closed = false;
  let refused: () => void = () => undefined;

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
    subscription?.close();
    subscription = null;
    socket?.close();
    socket = null;
    stop('ping', 'pong', 'age', 'connect', 'retry', 'confirm');
    refused = () => undefined;
  }

  function connect(): void {
    hangUp();
    become({ name: 'connecting' });
    after('connect', CONNECT_WITHIN_MS, lost);
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

  /** Asks until the server confirms: it refuses what comes too soon after the one before, or while its database is away. */
  function ask(request: string, refusals = 0): void {
    socket?.send(request);
    after('confirm', CONFIRM_WITHIN_MS, lost);
    const pauseMs = Math.min(LONGEST_ASK_AGAIN_MS, ASK_AGAIN_MS * 2 ** refusals);
    refused = () => {
      if (state.name !== 'live' && refusals + 1 >= MOST_REFUSALS) lost();
      else after('confirm', pauseMs, () => ask(request, refusals + 1));
    };
  }

  function confirmed(): void {
    stop('confirm');
    refused = () => undefined;
    if (state.name === 'connecting') become({ name: 'loading' });
  }

  function filled(isWhole: boolean): void {
    const partial = !isWhole;
    if (state.name !== 'live') become({ name: 'live', sinceMs: scheduler.nowMs(), partial });
    else if (state.partial !== partial) become({ ...state, partial });
  }

  const viewport = createViewport(scheduler, ({ box, zoom }) => {
    if (socket === null) return;
    subscription?.close();
    const id = nextId++;
    subscription = createSubscription({
      id,
      box,
      store,
      kinds,
      scheduler,
      fetchSnapshot: options.fetchSnapshot,
      random: options.random,
      filled,
    });
    ask(JSON.stringify({ action: 'subscribe', v: 1, id, bbox: box, zoom }));
  });

  function received(text: string): void {
    stop('pong');
    const message = parsed(text);
    if (message === null) return;
    if (message.type === 'positions' || message.type === 'pong' || message.type === 'subscribed') {
      options.serverTime.observe(message.atMs);
    }
    if (message.type === 'subscribed' && message.id === subscription?.id) confirmed();
    if (message.type === 'error') {
      rejected += 1;
      refused();
    }
    subscription?.take(message);
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
      store.sweep(subscription?.box ?? null);
      sweepRegularly();
    });
  }

  const stopWatching = presence.subscribe(presenceChanged);
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
      viewport.close();
      stop(...cancels.keys());
    },
  };
}
