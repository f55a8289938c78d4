import { describe, expect, it } from 'vitest';
import type { DecodedBatch, RejectedRecord } from '../../../lambdas/position-store/decode-batch.ts';
import { storePositions, type PositionStorePorts } from '../../../lambdas/position-store/store-positions.ts';
import { aPosition } from '../../fixtures/positions.ts';

const rejectedRecord: RejectedRecord = {
  cluster: 'arn:aws:kafka:::cluster/a',
  topic: 't',
  partition: 0,
  offset: 5,
  appendedAtMs: 1_732_400_000_000,
  reason: 'json',
  field: '',
  message: 'not valid JSON',
  key: null,
  value: new Uint8Array(),
};

const batch: DecodedBatch = {
  partitions: [
    { topic: 't', partition: 0, offset: 5, receivedAtMs: 1_732_400_000_350, positions: [aPosition()] },
    {
      topic: 't',
      partition: 1,
      offset: 2,
      receivedAtMs: 1_732_400_000_350,
      positions: [aPosition({ icao24: '3c6444' })],
    },
  ],
  rejected: [rejectedRecord],
};

/** Ports that note the calls made; `failing` throws, `shed` is what a full database refuses of the history. */
function recordingPorts({ failing, shed = 0 }: { failing?: string; shed?: number } = {}): {
  ports: PositionStorePorts;
  calls: string[];
} {
  const calls: string[] = [];
  const call = <T>(name: string, result: T): Promise<T> => {
    calls.push(name);
    return name === failing ? Promise.reject(new Error(`${name} failed`)) : Promise.resolve(result);
  };
  const ports: PositionStorePorts = {
    history: { append: (positions) => call('history', { stored: positions.length - shed, shed }) },
    latest: { merge: () => call('latest', undefined) },
    progress: { advance: () => call('progress', undefined) },
    erased: () => Promise.resolve(new Set<string>()),
    deadLetters: { add: () => call('deadLetters', 0) },
    shedCounter: { add: (positions) => call(`shed ${positions}`, undefined) },
  };
  return { ports, calls };
}

describe('storing a batch', () => {
  it('writes dead letters and history first, then the latest, and the progress last of all', async () => {
    const { ports, calls } = recordingPorts();
    const stats = await storePositions(batch, ports, 0);
    expect(calls).toEqual(['deadLetters', 'history', 'latest', 'progress']);
    expect(stats).toEqual({ received: 3, stored: 2, shed: 0, erased: 0, rejected: 1, rejectedShed: 0 });
  });

  it.each(['deadLetters', 'history', 'latest'])(
    'fails as a whole, without progress, when %s fails',
    async (failing) => {
      const { ports, calls } = recordingPorts({ failing });
      await expect(storePositions(batch, ports, 0)).rejects.toThrow(`${failing} failed`);
      expect(calls).not.toContain('progress');
    },
  );

  it('keeps the latest and counts what a full database refused of the history', async () => {
    const { ports, calls } = recordingPorts({ shed: 2 });
    const stats = await storePositions(batch, ports, 0);
    expect(calls).toEqual(['deadLetters', 'history', 'latest', 'shed 2', 'progress']);
    expect(stats).toMatchObject({ stored: 0, shed: 2 });
  });

  it('keeps nothing of an aircraft that was erased, counts it, and goes on in the log', async () => {
    const { ports, calls } = recordingPorts();
    const merged: string[] = [];
    const stats = await storePositions(
      batch,
      {
        ...ports,
        erased: () => Promise.resolve(new Set(['3c664e'])),
        latest: {
          merge: (batches) => {
            for (const { icao24 } of batches.flatMap(({ positions }) => positions)) merged.push(icao24);
            return Promise.resolve();
          },
        },
      },
      0,
    );
    expect(merged).not.toContain('3c664e');
    expect(stats.erased).toBeGreaterThan(0);
    expect(stats.received).toBe(stats.stored + stats.shed + stats.erased + stats.rejected);
    expect(calls.at(-1)).toBe('progress');
  });
});
