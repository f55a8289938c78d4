import { setTimeout as delay } from 'node:timers/promises';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';

/** Records that are no positions, each in another way. */
const POISON: readonly (string | Buffer | null)[] = [
  'not json',
  '[]',
  '{"v":1}',
  '{"v":99,"icao24":"3c664e"}',
  '{"v":1,"icao24":"3c664e","observedAtMs":1732400000000,"lat":91,"lon":0,"feed":"x","kind":"live"}',
  '{"v":1,"icao24":"3c664e","observedAtMs":1e300,"lat":1,"lon":0,"feed":"x","kind":"live"}',
  '',
  Buffer.from([0xff, 0xfe, 0x00, 0x7b]),
  null,
  `{"v":1,"icao24":"${'a'.repeat(50_000)}"}`,
];

export interface PoisonOptions {
  readonly kafkaBrokers: string;
  readonly topic: string;
  readonly partitions: number;
  /** 0 sends none. */
  readonly perSecond: number;
}

/** Mixes records that are no positions into a topic, until stopped; `stop` tells how many the log has acknowledged. */
export function startPoison({ kafkaBrokers, topic, partitions, perSecond }: PoisonOptions): {
  stop(): Promise<number>;
} {
  const producer = createKafkaClient({ brokers: kafkaBrokers.split(','), clientId: 'poison' }).producer({
    idempotent: true,
    maxInFlightRequests: 1,
    retry: { retries: 100, maxRetryTime: 1000 },
  });
  const over = new AbortController();
  let sent = 0;
  const running = (async () => {
    if (perSecond === 0) return;
    await producer.connect();
    while (!over.signal.aborted) {
      const value = POISON[sent % POISON.length] ?? null;
      const messages = [{ key: 'poison', value, partition: sent % partitions }];
      // Kafka may be away; a record sent twice for that is one more to be set aside.
      await producer.send({ topic, messages }).then(
        () => (sent += 1),
        () => undefined,
      );
      await delay(1000 / perSecond);
    }
    await producer.disconnect();
  })();
  return {
    stop: async () => {
      over.abort();
      await running;
      return sent;
    },
  };
}
