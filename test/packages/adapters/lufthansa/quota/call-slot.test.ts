import { describe, expect, it } from 'vitest';
import { createCallSlot } from '#adapters/lufthansa/quota/call-slot.ts';
import { quotaLimits } from '#adapters/lufthansa/quota/quota-limits.ts';
import { createMemoryQuota } from '../../../../fakes/lufthansa-access.ts';
import { createManualTime } from '../../../../fakes/manual-time.ts';

describe('call slot', () => {
  it('keeps the spacing between calls of a process that wakes late', async () => {
    const time = createManualTime();
    const quota = createMemoryQuota(time.clock, quotaLimits({ callsPerSecond: 5 }));
    // Every second wait ends 150 ms late: two slots that are 204 ms apart would leave 54 ms apart.
    let waits = 0;
    const sleep = (ms: number, signal: AbortSignal) => time.sleep((waits += 1) % 2 === 0 ? ms : ms + 150, signal);
    const slot = createCallSlot({ quota, clock: time.clock, sleep });
    const leftAt: number[] = [];
    const options = { purpose: 'references', signal: new AbortController().signal, untilMs: Infinity } as const;
    const calls = Array.from({ length: 12 }, () => slot.take(options).then(() => leftAt.push(time.clock())));
    await time.advance(10_000);
    await Promise.all(calls);
    const gaps = leftAt.slice(1).map((at, index) => at - leftAt[index]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(quota.spacingMs - 2);
    expect(quota.given).toHaveLength(12);
  });

  it('loses no time by timers that end a little late', async () => {
    const time = createManualTime();
    const quota = createMemoryQuota(time.clock, quotaLimits({ callsPerSecond: 50 }));
    let waits = 0;
    const sleep = (ms: number, signal: AbortSignal) => time.sleep(ms + ((waits += 1) % 3), signal);
    const slot = createCallSlot({ quota, clock: time.clock, sleep });
    const startMs = time.clock();
    const leftAt: number[] = [];
    const options = { purpose: 'references', signal: new AbortController().signal, untilMs: Infinity } as const;
    const calls = Array.from({ length: 100 }, () => slot.take(options).then(() => leftAt.push(time.clock())));
    await time.advance(10_000);
    await Promise.all(calls);
    expect(leftAt.at(-1)! - startMs).toBeLessThanOrEqual(99 * quota.spacingMs + 2);
  });
});
