import { describe, expect, it } from 'vitest';
import { runCompaction, type RunPorts } from '../../../lambdas/position-compaction/run-compaction.ts';
import { createFakeHistory } from '../../fakes/history.ts';
import { aPosition } from '../../fixtures/positions.ts';

const NOW = 1_732_400_000_000;
const options = { holder: 'a', endsAtMs: NOW + 100_000, maxHistoryMb: 1, clock: () => NOW };

function portsOf(lock: 'acquired' | 'held' | 'out-of-space'): {
  ports: RunPorts<number>;
  calls: string[];
  segments: () => number;
} {
  const calls: string[] = [];
  const history = createFakeHistory();
  history.append([aPosition()]);
  const ports: RunPorts<number> = {
    compaction: {
      ...history.ports,
      takeSegments: (request) => {
        if (calls.at(-1) !== `take before ${request.beforeMs}`) calls.push(`take before ${request.beforeMs}`);
        return history.ports.takeSegments(request);
      },
    },
    budget: {
      measureBytes: () => {
        calls.push('measure');
        return Promise.resolve(1000);
      },
      dropOldest: () => Promise.resolve({ freedBytes: 0, positions: 0 }),
    },
    counters: {
      hasShedSinceMeasured: () => Promise.resolve(false),
      measured: ({ usedBytes, maxMb, droppedPositions }) => {
        calls.push(`measured ${usedBytes} ${maxMb} ${droppedPositions}`);
        return Promise.resolve();
      },
    },
    lock: {
      acquire: ({ expiresAtMs }) => {
        calls.push(`acquire until ${expiresAtMs - NOW}`);
        return Promise.resolve(lock);
      },
      release: () => {
        calls.push('release');
        return Promise.resolve();
      },
    },
  };
  return { ports, calls, segments: () => history.segmentCount() };
}

describe('one run of compaction', () => {
  it('takes the lock until its own end, compacts what was received 10 s ago, measures, and lets go', async () => {
    const { ports, calls, segments } = portsOf('acquired');
    const outcome = await runCompaction(ports, options);
    expect(calls).toEqual([
      'acquire until 100000',
      `take before ${NOW - 10_000}`,
      'measure',
      'measured 1000 1 0',
      'release',
    ]);
    expect(outcome).toMatchObject({ skipped: false, segments: 1, rows: 1, tracksWritten: 1, end: 'done' });
    expect(segments()).toBe(0);
  });

  it('does nothing while another one holds the lock', async () => {
    const { ports, calls } = portsOf('held');
    expect(await runCompaction(ports, options)).toEqual({ skipped: true });
    expect(calls).toEqual(['acquire until 100000']);
  });

  it('makes room in a database that is too full to take the lock, even with nothing to compact', async () => {
    const { ports, calls } = portsOf('out-of-space');
    const dropped: number[] = [];
    const budget = {
      ...ports.budget,
      dropOldest: (bytes: number) => {
        dropped.push(bytes);
        return Promise.resolve({ freedBytes: bytes, positions: 3 });
      },
    };
    expect(await runCompaction({ ...ports, budget }, options)).toMatchObject({ end: 'done', droppedPositions: 3 });
    expect(dropped).toEqual([50]);
    expect(calls.at(-1)).toBe('release');
  });

  it('holds the budget even where compaction fails, then fails', async () => {
    const { ports, calls } = portsOf('acquired');
    const takeSegments = (): Promise<never> => Promise.reject(new Error('bad rows'));
    const failing = { ...ports, compaction: { ...ports.compaction, takeSegments } };
    await expect(runCompaction(failing, options)).rejects.toThrow('bad rows');
    expect(calls).toEqual(['acquire until 100000', 'measure', 'measured 1000 1 0', 'release']);
  });

  it('lets go of the lock when it fails', async () => {
    const { ports, calls } = portsOf('acquired');
    const failing = { ...ports, budget: { ...ports.budget, measureBytes: () => Promise.reject(new Error('away')) } };
    await expect(runCompaction(failing, options)).rejects.toThrow('away');
    expect(calls.at(-1)).toBe('release');
  });

  it('starts no chunk in the last fifth of its time', async () => {
    const { ports, calls, segments } = portsOf('acquired');
    let calledAt = 0;
    const clock = (): number => (calledAt++ === 0 ? NOW : NOW + 80_000);
    expect(await runCompaction(ports, { ...options, clock })).toMatchObject({ end: 'time' });
    expect(segments()).toBe(1);
    expect(calls.some((call) => call.startsWith('take'))).toBe(false);
  });

  it('holds the budget though more segments come than there is time to compact', async () => {
    const { ports } = portsOf('acquired');
    let nowMs = NOW;
    let usedBytes = 3_000_000;
    const history = createFakeHistory();
    const outcome = await runCompaction(
      {
        ...ports,
        compaction: {
          ...history.ports,
          takeSegments: (request) => {
            nowMs += 4000;
            // One for either part.
            for (const observedAtMs of [nowMs, nowMs + 1]) history.append([aPosition({ observedAtMs })]);
            return history.ports.takeSegments(request);
          },
        },
        budget: {
          measureBytes: () => Promise.resolve(usedBytes),
          dropOldest: () => {
            nowMs += 1000;
            usedBytes -= 200_000;
            return Promise.resolve({ freedBytes: 200_000, positions: 100 });
          },
        },
      },
      { ...options, clock: () => nowMs },
    );
    expect(outcome).toMatchObject({ end: 'time', droppedPositions: 1100 });
    expect(usedBytes).toBeLessThanOrEqual(1024 * 1024);
    expect(nowMs).toBeLessThan(options.endsAtMs);
  });
});
