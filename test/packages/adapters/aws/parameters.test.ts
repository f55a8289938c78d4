import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { createParameterReader } from '#adapters/aws/parameters.ts';
import { readParameterText } from '#adapters/aws/read-parameter.ts';

const NAME = '/airlines/dev/site-origin';

/** A parameter whose reads are counted. */
function parameter() {
  const state = { nowMs: 0, value: null as string | null, error: null as Error | null, reads: [] as string[] };
  const read = createParameterReader({
    ...{ name: NAME, keptMs: 300_000, absentKeptMs: 10_000, timeoutMs: 2000 },
    clock: () => state.nowMs,
    read: (name) => {
      state.reads.push(name);
      return state.error === null ? Promise.resolve(state.value) : Promise.reject(state.error);
    },
  });
  const readAt = (atMs: number) => {
    state.nowMs = atMs;
    return read();
  };
  return { state, readAt, read };
}

describe('createParameterReader()', () => {
  test('keeps a value for its time, and reads the next one then', async () => {
    const { state, readAt } = parameter();
    state.value = 'https://a';
    expect(await readAt(0)).toBe('https://a');
    state.value = 'https://b';
    expect(await readAt(299_999)).toBe('https://a');
    expect(await readAt(300_000)).toBe('https://b');
    expect(state.reads).toEqual([NAME, NAME]);
  });

  test('looks for one that is absent much sooner', async () => {
    const { state, readAt } = parameter();
    expect(await readAt(0)).toBeNull();
    state.value = 'https://a';
    expect(await readAt(9999)).toBeNull();
    expect(await readAt(10_000)).toBe('https://a');
  });

  test('those who ask at the same time wait for one read', async () => {
    const { state, read } = parameter();
    state.value = 'on';
    expect(await Promise.all([read(), read(), read()])).toEqual(['on', 'on', 'on']);
    expect(state.reads).toHaveLength(1);
  });

  test('the last known value holds while it can not be read, which is tried again after the shorter time', async () => {
    const { state, readAt } = parameter();
    state.value = 'https://a';
    await readAt(0);
    state.error = new Error('throttled');
    expect([await readAt(300_000), await readAt(309_999)]).toEqual(['https://a', 'https://a']);
    expect(state.reads).toHaveLength(2);
    state.error = null;
    state.value = 'https://b';
    expect(await readAt(310_000)).toBe('https://b');
  });

  test('a first read that fails is the error of everyone until the next', async () => {
    const { state, readAt } = parameter();
    state.error = new Error('throttled');
    await expect(readAt(0)).rejects.toThrow('throttled');
    await expect(readAt(9999)).rejects.toThrow('throttled');
    expect(state.reads).toHaveLength(1);
    state.error = null;
    state.value = 'on';
    expect(await readAt(10_000)).toBe('on');
  });

  test('a read is told to end in time', async () => {
    const signals: AbortSignal[] = [];
    const slow = createParameterReader({
      ...{ name: NAME, keptMs: 1, timeoutMs: 5, clock: () => 0 },
      read: (_name, signal) =>
        new Promise((_resolve, reject) => {
          signals.push(signal);
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    });
    await expect(slow()).rejects.toThrow('aborted');
    expect(signals[0]?.aborted).toBe(true);
  });
});

describe('readParameterText()', () => {
  const ssm = mockClient(SSMClient);
  const client = new SSMClient({ region: 'eu-central-1' });
  const read = (name: string) => readParameterText(name, AbortSignal.timeout(1000), client);

  test('is the value, null where there is no such parameter, and the error of the service otherwise', async () => {
    ssm
      .on(GetParameterCommand, { Name: NAME })
      .resolves({ Parameter: { Value: 'https://a' } })
      .on(GetParameterCommand, { Name: '/absent' })
      .rejects(new ParameterNotFound({ message: '', $metadata: {} }))
      .on(GetParameterCommand, { Name: '/denied' })
      .rejects(new Error('AccessDenied'));
    expect(await read(NAME)).toBe('https://a');
    expect(await read('/absent')).toBeNull();
    await expect(read('/denied')).rejects.toThrow('AccessDenied');
  });
});
