import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noticeWaiting } from '../../../local/etl/notice-waiting.ts';
import { anEtlRun } from '../../fixtures/etl-run.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a pause is explained once, until something moves again', () => {
  const told: string[] = [];
  const progress = noticeWaiting(
    {
      show: ({ done }) => told.push(`${done}`),
      note: (line) => told.push(line.slice(0, 7)),
      stop: () => told.push('stop'),
    },
    1000,
  );
  progress.show(anEtlRun({ done: 1 }));
  vi.advanceTimersByTime(900);
  progress.show(anEtlRun({ done: 2 }));
  vi.advanceTimersByTime(5000);
  progress.show(anEtlRun({ done: 3 }));
  progress.stop();
  vi.advanceTimersByTime(5000);
  expect(told).toEqual(['1', '2', 'waiting', '3', 'stop']);
});
