import type { FeedDelivery, FeedEvent, PositionSource } from '../../services/position-producer/position-source.ts';

/** Collects what a source says, in the background. */
export interface FeedListener {
  readonly events: readonly FeedEvent[];
  deliveries(): readonly FeedDelivery[];
  /** Resolves when the source has ended. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

export function listenTo(source: PositionSource): FeedListener {
  const controller = new AbortController();
  const events: FeedEvent[] = [];
  const done = (async () => {
    for await (const event of source.events(controller.signal)) events.push(event);
  })();
  return {
    events,
    deliveries: () => events.filter((event) => event.type === 'delivery'),
    done,
    stop: () => {
      controller.abort();
      return done;
    },
  };
}
