import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { DEFAULT_POSITION_TOPIC } from '#contracts/names.ts';
import { decodePositionEvent } from '#contracts/position-event.ts';

export interface PublishedPosition {
  readonly observedAtMs: number;
  readonly receivedAtMs: number;
}

/** What went into the log, by aircraft. */
export type PublishedPositions = ReadonlyMap<string, readonly PublishedPosition[]>;

/** Notes when each position was published, from now on, as a consumer group of its own. */
export async function tapTopic(brokers: string): Promise<{ stop(): Promise<PublishedPositions> }> {
  const published = new Map<string, PublishedPosition[]>();
  const kafka = createKafkaClient({ brokers: brokers.split(','), clientId: 'bench-latency' });
  const consumer = kafka.consumer({ groupId: `bench-latency-${process.pid}` });
  await consumer.connect();
  await consumer.subscribe({ topic: DEFAULT_POSITION_TOPIC, fromBeginning: false });
  await consumer.run({
    autoCommit: false,
    eachMessage: ({ message }) => {
      const { icao24, observedAtMs, receivedAtMs } = decodePositionEvent(String(message.value), 0);
      const known = published.get(icao24);
      if (known === undefined) published.set(icao24, [{ observedAtMs, receivedAtMs }]);
      else known.push({ observedAtMs, receivedAtMs });
      return Promise.resolve();
    },
  });
  return {
    stop: async () => {
      await consumer.disconnect();
      return published;
    },
  };
}
