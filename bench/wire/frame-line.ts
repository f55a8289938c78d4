import { parseServerMessage, type ServerMessage } from '#contracts/live-messages.ts';
import type { Position } from '#domain/position.ts';
import { createBroadcast } from '../../lambdas/position-broadcast/broadcast-positions.ts';
import type { Delivery, PostOutcome } from '../../lambdas/position-broadcast/round.ts';
import type { Viewer } from '../../lambdas/position-broadcast/viewer-list.ts';
import { batchEvent } from '../traffic/simulated-batches.ts';

/** What is sent to one viewer. */
export interface FrameLine {
  /** @returns the messages that leave when these records have come, none between two frames */
  take(atMs: number, records: readonly Position[]): Promise<readonly string[]>;
}

/** The real broadcaster with one viewer of version 2 and a batch of records every second; posts take no time. */
export function createFrameLine({ level, bbox }: Pick<Viewer, 'level' | 'bbox'>): FrameLine {
  let nowMs = 0;
  let messages: string[] = [];
  const viewer: Viewer = { connectionId: 'viewer', level, bbox, version: 2, everyMs: 0 };
  const broadcast = createBroadcast({
    viewers: { current: () => Promise.resolve([viewer]), drop: () => undefined },
    send: (deliveries) => {
      const outcomes = new Map<string, PostOutcome>();
      for (const delivery of deliveries) take(delivery, outcomes);
      return Promise.resolve({ sent: outcomes.size, throttled: 0, failed: 0, late: 0, outcomes });
    },
    removeConnections: () => Promise.resolve(),
    clock: () => nowMs,
    sleep: () => Promise.resolve(),
    logger: { warn: console.error },
    // The next batch comes within a second: nothing is waited for.
    budgetMs: 0,
  });

  function take(delivery: Delivery, outcomes: Map<string, PostOutcome>): void {
    messages.push(...delivery.messages);
    for (const connectionId of delivery.connectionIds) outcomes.set(connectionId, 'delivered');
  }

  return {
    async take(atMs, records) {
      nowMs = atMs;
      messages = [];
      await broadcast(batchEvent(records));
      return messages;
    },
  };
}

/** A frame as a viewer decodes it. */
export type DecodedFrame = Extract<ServerMessage, { type: 'frame' }>;

export function decodeFrame(text: string): DecodedFrame {
  const message = parseServerMessage(text);
  if (message.type !== 'frame') throw new Error(`expected a frame, not ${message.type}`);
  return message;
}
