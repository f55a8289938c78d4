import { expect, it } from 'vitest';
import { stageSettings } from '../../lib/stage-settings.ts';

const none = { stage: 'dev', file: null, context: undefined };

it('has none of its own without a file and a context', () => {
  expect(stageSettings(none)).toEqual({});
  expect(stageSettings({ ...none, file: '{"prod":{"maxConnections":3}}' })).toEqual({});
});

it('takes those of its stage from the file, and the context’s before them', () => {
  const file = '{"dev":{"maxConnections":3,"producerTasks":0},"prod":{"maxConnections":4}}';
  expect(stageSettings({ ...none, file, context: '{"maxConnections":5}' })).toEqual({
    maxConnections: 5,
    producerTasks: 0,
  });
  expect(stageSettings({ ...none, context: { maxConnections: 6 } })).toEqual({ maxConnections: 6 });
});

it.each([
  ['{"dev":', undefined, 'deployment.json must be JSON'],
  ['[]', undefined, 'deployment.json must be an object'],
  ['{"dev":[]}', undefined, '"dev" in deployment.json must be an object'],
  [null, 'maxConnections=3', '-c settings must be JSON'],
  [null, 3, '-c settings must be an object'],
])('names the source that is not an object: %j and %j', (file, context, message) => {
  expect(() => stageSettings({ stage: 'dev', file, context })).toThrow(message);
});
