import { expect, test } from 'vitest';
import { parseEtlEvent, parseScheduleEtlEvent, parseStatusEtlEvent } from '#contracts/etl-event.ts';

test.each([[{}], [null], [undefined]])('an event that says nothing (%j) is the timer’s', (event) => {
  expect(parseEtlEvent(event)).toEqual({ trigger: 'schedule', resume: false, runId: null });
});

test('an event names what started it, the run, and what is wanted', () => {
  const event = { trigger: 'command', runId: 'run-1', pairs: [{ from: 'fra', to: 'JFK', date: '2026-12-01' }] };
  expect(parseScheduleEtlEvent(event)).toEqual({
    trigger: 'command',
    resume: false,
    runId: 'run-1',
    pairs: [{ from: 'FRA', to: 'JFK', date: '2026-12-01' }],
  });
  expect(parseStatusEtlEvent({ airports: ['fra'], windows: 2 })).toMatchObject({ airports: ['FRA'], windows: 2 });
});

test.each([
  [{ trigger: 'cron' }, 'trigger'],
  [{ resume: 'yes' }, 'resume'],
  [{ pairs: [] }, 'pairs'],
  [{ pairs: [{ from: 'FRA', to: 'JFK', date: '2026-02-30' }] }, 'pairs.0.date'],
  [{ pairs: [{ from: 'FRANKFURT', to: 'JFK', date: '2026-12-01' }] }, 'pairs.0.from'],
  ['now', ''],
])('%j is refused with the field', (event, field) => {
  expect(() => parseScheduleEtlEvent(event)).toThrow(expect.objectContaining({ name: 'ContractError', field }));
});
