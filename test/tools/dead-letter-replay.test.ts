import { describe, expect, test } from 'vitest';
import { replayDeadLetters, type OriginalRecord } from '../../tools/dead-letter-replay.ts';

interface Letter extends OriginalRecord {
  readonly id: string;
  readonly topic: string;
  readonly failedAtMs: number;
}

const letter = (n: number, overrides: Partial<Letter> = {}): Letter => ({
  id: `letter ${n}`,
  topic: 'aircraft-positions',
  failedAtMs: n,
  key: null,
  value: new TextEncoder().encode(`value ${n}`),
  ...overrides,
});

function ports(kept: Letter[]) {
  const log: string[] = [];
  return {
    kept,
    log,
    list: ({ limit, after }: { limit: number; after?: Letter | undefined }) =>
      Promise.resolve(kept.filter((one) => one.failedAtMs > (after?.failedAtMs ?? 0)).slice(0, limit)),
    send: (topic: string, records: readonly OriginalRecord[]) => {
      log.push(...records.map(({ value }) => `${topic} ${new TextDecoder().decode(value ?? new Uint8Array())}`));
      return Promise.resolve();
    },
    remove: (ids: readonly string[]) => {
      for (const id of ids) {
        kept.splice(
          kept.findIndex((one) => one.id === id),
          1,
        );
      }
      return Promise.resolve();
    },
  };
}

describe('replayDeadLetters()', () => {
  test('puts all back into their topics, page by page, and removes them', async () => {
    const fake = ports([letter(1), letter(2, { topic: 'other' }), letter(3), letter(4), letter(5)]);
    expect(await replayDeadLetters(fake, { untilMs: 100, pageSize: 2 })).toBe(5);
    expect([...fake.log].sort()).toEqual(
      ['other value 2', ...[1, 3, 4, 5].map((n) => `aircraft-positions value ${n}`)].sort(),
    );
    expect(fake.kept).toEqual([]);
  });

  test('leaves those that come back while it works', async () => {
    const fake = ports([letter(1), letter(2)]);
    const send = async (topic: string, records: readonly OriginalRecord[]) => {
      await fake.send(topic, records);
      fake.kept.push(letter(50 + fake.kept.length));
    };
    expect(await replayDeadLetters({ ...fake, send }, { untilMs: 10, pageSize: 1 })).toBe(2);
    expect(fake.log).toHaveLength(2);
    expect(fake.kept).toHaveLength(2);
  });

  test('keeps what the log did not take', async () => {
    const fake = ports([letter(1)]);
    const send = () => Promise.reject(new Error('Kafka is away'));
    await expect(replayDeadLetters({ ...fake, send }, { untilMs: 10, pageSize: 10 })).rejects.toThrow('away');
    expect(fake.kept).toHaveLength(1);
  });
});
