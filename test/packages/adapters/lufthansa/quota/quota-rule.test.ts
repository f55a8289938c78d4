import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALL_PURPOSES, type CallPurpose } from '#adapters/lufthansa/lufthansa-api.ts';
import { quotaLimits, type QuotaSettings } from '#adapters/lufthansa/quota/quota-limits.ts';
import { WINDOW_MS, type SlotAnswer } from '#adapters/lufthansa/quota/quota-rule.ts';
import { createMemoryQuota } from '../../../../fakes/lufthansa-access.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = 1_700_000_000_000;

/** A quota with a clock of its own. */
function aQuota(settings: QuotaSettings = {}) {
  let nowMs = NOW_MS;
  const quota = createMemoryQuota(() => nowMs, quotaLimits(settings));
  const ask = (purpose: CallPurpose, maxWaitMs = HOUR_MS): Promise<SlotAnswer> => quota.reserve({ purpose, maxWaitMs });
  return {
    quota,
    ask,
    pass: (ms: number) => (nowMs += ms),
    /** Asks for calls at a pace that no queue forms, until one is refused. @returns how many were given */
    use: async (purpose: CallPurpose, most = Infinity): Promise<number> => {
      for (let given = 0; given < most; given += 1) {
        nowMs += quota.spacingMs;
        if ((await ask(purpose)).kind === 'refused') return given;
      }
      return most;
    },
    given: (purpose?: CallPurpose): number[] =>
      quota.given.filter((one) => purpose === undefined || one.purpose === purpose).map(({ slotMs }) => slotMs),
  };
}

/** The most slots in any window of that length. */
function mostWithin(slots: readonly number[], windowMs: number): number {
  const inWindow = slots.map((from, index) => slots.slice(index).filter((at) => at < from + windowMs).length);
  return Math.max(0, ...inWindow);
}

const aPurpose = fc.constantFrom(...CALL_PURPOSES);
/** Small hours, so that they are spent within a run. */
const someSettings = fc.record({
  callsPerSecond: fc.constantFrom(0.5, 1, 3, 5, 6, 100),
  callsPerHour: fc.integer({ min: 4, max: 80 }),
});

describe('quota rule', () => {
  it('lets the first call leave at once and the next a spacing later', async () => {
    const { ask } = aQuota();
    const answers = [await ask('status'), await ask('references'), await ask('admin')];
    expect(answers.map((answer) => answer.kind === 'slot' && answer.waitMs)).toEqual([0, 204, 408]);
  });

  it('never gives more than the second and the hour have, in any window, whoever asks and when', async () => {
    await fc.assert(
      fc.asyncProperty(
        someSettings,
        fc.array(fc.tuple(aPurpose, fc.constantFrom(0, 0, 50, 1000, 60_000, 900_000)), { maxLength: 300 }),
        async (settings, asks) => {
          const { ask, pass, given } = aQuota(settings);
          for (const [purpose, ms] of asks) {
            await ask(purpose);
            pass(ms);
          }
          const slots = given();
          expect(slots).toEqual(slots.toSorted((a, b) => a - b));
          expect(mostWithin(slots, 1000)).toBeLessThanOrEqual(Math.max(1, settings.callsPerSecond));
          // A call may leave some seconds after its slot: hours of calls are held too.
          expect(mostWithin(slots, WINDOW_MS)).toBeLessThanOrEqual(settings.callsPerHour);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('always leaves each purpose the tenth of its share, whatever the others took', async () => {
    await fc.assert(
      fc.asyncProperty(
        someSettings,
        fc.array(fc.tuple(aPurpose, fc.constantFrom(0, 5000, 900_000)), { maxLength: 200 }),
        aPurpose,
        async (settings, asks, late) => {
          const { ask, use, pass, given } = aQuota(settings);
          for (const [purpose, ms] of asks) {
            await ask(purpose);
            pass(ms);
          }
          pass(10_000);
          await use(late, settings.callsPerHour);
          const share = quotaLimits(settings).shares[late];
          const end = given().at(-1)!;
          const used = given(late).filter((at) => at > end - WINDOW_MS).length;
          expect(used).toBeGreaterThanOrEqual(Math.ceil(share / 10));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives each purpose its share while nobody goes beyond his own', async () => {
    const { use } = aQuota();
    const { shares } = quotaLimits();
    for (const purpose of ['references', 'status', 'schedules', 'admin'] as const) {
      expect(await use(purpose, shares[purpose])).toBe(shares[purpose]);
    }
    expect(await use('status')).toBe(0);
  });

  it('lends nine tenths of what idle purposes have', async () => {
    const { use } = aQuota();
    expect(await use('references')).toBe(900 - 30 - 5 - 25);
    expect([await use('status'), await use('admin'), await use('schedules')]).toEqual([30, 5, 25]);
  });

  it('lends nothing of what a purpose at work may still claim', async () => {
    const { use } = aQuota();
    expect(await use('status', 1)).toBe(1);
    expect(await use('references')).toBe(900 - 300 - 5 - 25);
    expect(await use('status')).toBe(299);
  });

  it('tells when the hour has a call again, and then it has', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 4, max: 60 }),
        fc.array(fc.tuple(aPurpose, fc.constantFrom(1000, 60_000, 600_000)), { maxLength: 120 }),
        aPurpose,
        async (callsPerHour, asks, purpose) => {
          const { ask, use, pass } = aQuota({ callsPerHour });
          for (const [other, ms] of asks) {
            await ask(other);
            pass(ms);
          }
          await use(purpose);
          const refused = await ask(purpose);
          if (refused.kind !== 'refused') return;
          expect(refused.reason).toBe('hour');
          expect(refused.retryAfterMs).toBeLessThanOrEqual(WINDOW_MS);
          pass(refused.retryAfterMs - 1);
          expect(await ask(purpose)).toMatchObject({ kind: 'refused', reason: 'hour' });
          pass(1);
          expect(await ask(purpose)).toMatchObject({ kind: 'slot' });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives slots ten seconds ahead at most', async () => {
    const { ask, pass } = aQuota();
    const answers: SlotAnswer[] = [];
    for (let asked = 0; asked < 52; asked += 1) answers.push(await ask('references'));
    expect(answers.filter(({ kind }) => kind === 'slot')).toHaveLength(1 + Math.floor(10_000 / 204));
    const last = answers.at(-1)!;
    expect(last).toMatchObject({ kind: 'refused', reason: 'queue' });
    pass(last.kind === 'refused' ? last.retryAfterMs : 0);
    expect(await ask('references')).toMatchObject({ kind: 'slot' });
  });

  it('takes no slot that is later than the caller can wait', async () => {
    const { ask, given } = aQuota();
    for (let asked = 0; asked < 10; asked += 1) await ask('references');
    expect(await ask('references', 2039)).toEqual({ kind: 'refused', reason: 'queue', retryAfterMs: 2040 });
    expect(given()).toHaveLength(10);
    expect(await ask('references', 2040)).toMatchObject({ kind: 'slot', waitMs: 2040 });
  });

  it('gives nobody a slot in a pause', async () => {
    const { quota, ask, pass } = aQuota();
    await quota.pause(60_000);
    await quota.pause(1000);
    expect(await ask('admin')).toEqual({ kind: 'refused', reason: 'paused', retryAfterMs: 60_000 });
    pass(60_000);
    expect(await ask('admin')).toMatchObject({ kind: 'slot' });
  });

  it('tells what of the last hour is used, by purpose', async () => {
    const { quota, use, pass } = aQuota();
    await use('status', 3);
    pass(HOUR_MS / 2);
    await use('references', 2);
    expect(await quota.read()).toEqual({
      used: 5,
      limit: 900,
      purposes: {
        status: { used: 3, share: 300 },
        admin: { used: 0, share: 50 },
        schedules: { used: 0, share: 250 },
        references: { used: 2, share: 300 },
      },
      pausedUntilMs: null,
    });
    pass(HOUR_MS / 2);
    expect((await quota.read()).used).toBe(2);
  });
});

describe('quota limits', () => {
  it('scales the shares to the hour, references having the rest', () => {
    expect(quotaLimits().shares).toEqual({ status: 300, admin: 50, schedules: 250, references: 300 });
    expect(quotaLimits({ callsPerHour: 450 }).shares).toEqual({
      status: 150,
      admin: 25,
      schedules: 125,
      references: 150,
    });
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 20_000 }), (callsPerHour) => {
        const shares = Object.values(quotaLimits({ callsPerHour }).shares);
        expect(shares.reduce((sum, one) => sum + one, 0)).toBe(callsPerHour);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('refuses shares that are more than the hour, with their sum', () => {
    const shares = { status: 600, admin: 50, schedules: 250, references: 300 };
    expect(() => quotaLimits({ shares })).toThrow(
      'status 600 + admin 50 + schedules 250 + references 300 = 1200 calls an hour, but LUFTHANSA_CALLS_PER_HOUR is 900',
    );
    expect(() => quotaLimits({ shares, callsPerHour: 1200 })).not.toThrow();
  });

  it.each([
    [{ callsPerSecond: 0 }, 'LUFTHANSA_CALLS_PER_SECOND'],
    [{ callsPerSecond: 101 }, 'LUFTHANSA_CALLS_PER_SECOND'],
    [{ callsPerSecond: Number.NaN }, 'LUFTHANSA_CALLS_PER_SECOND'],
    [{ callsPerHour: 3 }, 'LUFTHANSA_CALLS_PER_HOUR'],
    [{ callsPerHour: 900.5 }, 'LUFTHANSA_CALLS_PER_HOUR'],
    [{ shares: { status: 0, admin: 1, schedules: 1, references: 1 } }, 'share of status'],
  ])('refuses %j by name', (settings, name) => {
    expect(() => quotaLimits(settings)).toThrow(name);
  });
});
