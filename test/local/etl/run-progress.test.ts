import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createRunProgress } from '../../../local/etl/run-progress.ts';
import { anEtlRun } from '../../fixtures/etl-run.ts';

function createStream(isTTY: boolean) {
  let text = '';
  const stream = Object.assign(new PassThrough(), { isTTY });
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { stream, text: () => text };
}

test('a log gets a line for each tenth', () => {
  const { stream, text } = createStream(false);
  const progress = createRunProgress(stream);
  progress.show(anEtlRun({ done: 0, total: 0, received: 0, calls: 0 }));
  for (let done = 1; done <= 100; done++) progress.show(anEtlRun({ done, total: 100, received: done, calls: done }));
  progress.note('something happened');
  progress.stop();
  const lines = text().trim().split('\n');
  expect(lines).toHaveLength(12);
  expect(lines[0]).toBe('references 0/0, 0 records, 0 calls');
  expect(lines[5]).toBe('references 50/100, 50 records, 50 calls');
  expect(lines.at(-1)).toBe('something happened');
});

test('a terminal gets a bar with what was done, and notes above it', () => {
  const { stream, text } = createStream(true);
  const progress = createRunProgress(stream);
  progress.note('sample data');
  progress.show(anEtlRun({ done: 49, total: 245, received: 4900, calls: 50 }));
  progress.stop();
  expect(text()).toContain('sample data\n');
  expect(text()).toContain('20% | 49/245 | 4,900 records | 50 calls');
  const shown = text();
  progress.stop();
  expect(text()).toBe(shown);
});
