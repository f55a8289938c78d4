import { FRAME_VERSION } from '#contracts/live-frame.ts';
import { TILE_FRAME_VERSION } from '#contracts/tile-frame.ts';
import { areaBox } from '#domain/level-tiles.ts';
import type { Scheduler } from './scheduler.ts';
import type { ViewRequest } from './viewport.ts';

/** What one connection is asked for, said in the version that its server understands. */
export interface Subscriber {
  /** Asks until the server confirms; what was asked before is asked no more. */
  ask(request: ViewRequest): void;
  /** Tells the server of another pace, unless it knows. */
  tellPace(): void;
  /** @returns what the server has confirmed with this number; null for an answer to something that is not asked any more */
  confirm(id: number): ViewRequest | null;
  /** Takes the code of an error; true where it was no refusal but the word of an older server. */
  takeError(code: string): boolean;
  /** Nothing is subscribed any more, and nothing waits for an answer. */
  reset(): void;
}

export interface SubscriberOptions {
  readonly scheduler: Scheduler;
  readonly send: (text: string) => void;
  /** Shortest time between two frames that is wanted, ms. */
  readonly everyMs: () => number;
  /** Whether a subscription was ever taken on this connection. */
  readonly isServed: () => boolean;
  /** The server doesn't answer, or refuses for ever: the connection is of no use. */
  readonly givenUp: () => void;
  /** The server knows of no subscription: what is shown has to be asked for again. */
  readonly forgotten: () => void;
}

/** The server confirms a subscription within a second; a connection that says nothing to it is dead. */
const CONFIRM_WITHIN_MS = 10_000;
/** Pause before a refused subscription is asked for again, doubled at each refusal up to the longest. */
const ASK_AGAIN_MS = 700;
const LONGEST_ASK_AGAIN_MS = 10_000;
/** The server refuses a pace that comes within 500 ms of the one before. */
const SAY_PACE_AGAIN_MS = 2000;
/** A connection on which so many were refused and none taken is given up: the server may have lost its record of it. */
const MOST_REFUSALS = 10;

interface Asked {
  readonly id: number;
  readonly request: ViewRequest;
  readonly refusals: number;
}

export function createSubscriber(options: SubscriberOptions): Subscriber {
  const { scheduler, send } = options;
  let nextId = 1;
  let asked: Asked | null = null;
  let version: number = TILE_FRAME_VERSION;
  /** What the server was last told; null while nothing is subscribed. */
  let saidEveryMs: number | null = null;
  /** A pace was told since the subscription: it may be refused, and is then told again. */
  let isPaceOut = false;
  let cancel: () => void = () => undefined;

  function after(delayMs: number, run: () => void): void {
    cancel();
    cancel = scheduler.after(delayMs, run);
  }

  function say(next: Asked): void {
    asked = next;
    isPaceOut = false;
    saidEveryMs = options.everyMs();
    send(subscribeText(next, version, saidEveryMs));
    after(CONFIRM_WITHIN_MS, options.givenUp);
  }

  /** It refuses what comes too soon after the one before, or while its database is away. */
  function sayAgain({ refusals, ...same }: Asked): void {
    if (!options.isServed() && refusals + 1 >= MOST_REFUSALS) options.givenUp();
    else
      after(Math.min(LONGEST_ASK_AGAIN_MS, ASK_AGAIN_MS * 2 ** refusals), () =>
        say({ ...same, refusals: refusals + 1 }),
      );
  }

  function tellPace(): void {
    const everyMs = options.everyMs();
    // Until it is confirmed the request itself says it, and version 1 has no pace.
    if (version === FRAME_VERSION || asked !== null || saidEveryMs === null || saidEveryMs === everyMs) return;
    saidEveryMs = everyMs;
    isPaceOut = true;
    send(JSON.stringify({ action: 'pace', v: version, everyMs }));
  }

  return {
    ask: (request) => say({ id: nextId++, request, refusals: 0 }),
    tellPace,
    confirm(id) {
      if (asked?.id !== id) return null;
      const { request } = asked;
      asked = null;
      cancel();
      tellPace();
      return request;
    },
    takeError(code) {
      if (code === 'version_unsupported' && version !== FRAME_VERSION) {
        version = FRAME_VERSION;
        if (asked !== null) say(asked);
        return true;
      }
      if (asked !== null) sayAgain(asked);
      else if (code === 'not_subscribed') options.forgotten();
      else if (isPaceOut) {
        after(SAY_PACE_AGAIN_MS, () => {
          saidEveryMs = NaN;
          tellPace();
        });
      }
      return false;
    },
    reset() {
      cancel();
      asked = null;
      saidEveryMs = null;
      // The server may be a newer one by the next connection.
      version = TILE_FRAME_VERSION;
    },
  };
}

function subscribeText({ id, request }: Asked, version: number, everyMs: number): string {
  const { box, zoom, level, area } = request;
  // Version 1 knows no tiles: the box of all of them, so that the view may move as far before asking again.
  return version === FRAME_VERSION
    ? JSON.stringify({ action: 'subscribe', v: version, id, bbox: areaBox(area), zoom })
    : JSON.stringify({ action: 'subscribe', v: version, id, bbox: box, zoom, level, everyMs });
}
