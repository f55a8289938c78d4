import { expect, it } from 'vitest';
import { metricFields } from '#adapters/observability/metrics.ts';
import { createNotableLines } from '../../../local/start/notable-lines.ts';

const warning = (n: number): string => JSON.stringify({ time: 't', level: 'warn', message: 'late', n, list: [1] });

it('shows warnings and errors with their plain fields, and nothing else', () => {
  const shown: string[] = [];
  const onLine = createNotableLines('store', (line) => shown.push(line));
  onLine(JSON.stringify({ level: 'info', message: 'stored' }));
  onLine('no JSON');
  onLine('{broken');
  onLine(warning(7));
  onLine(
    JSON.stringify({ level: 'error', message: 'failed', error: { name: 'E', message: 'no primary', stack: 's' } }),
  );
  expect(shown).toEqual(['store: late n=7', 'store: ERROR failed error=no primary']);
});

it('leaves the metrics of a line to the log file', () => {
  const shown: string[] = [];
  const onLine = createNotableLines('store', (line) => shown.push(line));
  const metrics = metricFields({ dimensions: {}, counts: { Stored: 7, Rejected: 2 }, atMs: 0 });
  onLine(JSON.stringify({ level: 'warn', message: 'stored', rejected: 2, ...metrics }));
  onLine(JSON.stringify({ level: 'warn', message: 'odd', _aws: { CloudWatchMetrics: [1, { Metrics: [{}, 2] }, {}] } }));
  expect(shown).toEqual(['store: stored rejected=2', 'store: odd']);
});

it('shows five lines in half a minute and says where the others are', () => {
  const shown: string[] = [];
  let nowMs = 0;
  const onLine = createNotableLines(
    'store',
    (line) => shown.push(line),
    () => nowMs,
  );
  for (let n = 0; n < 20; n += 1) onLine(warning(n));
  expect(shown).toHaveLength(6);
  expect(shown.at(-1)).toBe('store: more is in logs/store.log');
  nowMs = 30_001;
  onLine(warning(99));
  expect(shown.at(-1)).toBe('store: late n=99');
});
