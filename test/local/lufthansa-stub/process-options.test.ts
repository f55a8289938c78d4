import { expect, test } from 'vitest';
import { readStubOptions } from '../../../local/lufthansa-stub/process-options.ts';

test('the command line goes before the environment', () => {
  const env = { LUFTHANSA_STUB_SIZE: 'small', LUFTHANSA_STUB_PORT: '8090' };
  expect(readStubOptions(['--size', 'full'], env)).toMatchObject({ size: 'full', port: 8090 });
});

test('faults are read by their short names', () => {
  expect(readStubOptions(['--faults', '504=0.01,bad=0.02,latency=50,seed=7'], {}).faults).toEqual({
    gatewayTimeoutShare: 0.01,
    badRecordShare: 0.02,
    latencyMs: 50,
    seed: 7,
  });
});

test.each([
  [['--size', 'huge'], '--size must be one of small, standard, full'],
  [['--faults', 'bad=2'], '--faults bad must be a number from 0 to 1'],
  [['--faults', 'worse=1'], '--faults takes 504, bad'],
  [['--port', '99999'], '--port must be a whole number from 0 to 65535'],
])('%s is refused with what it takes', (args, message) => {
  expect(() => readStubOptions(args, {})).toThrow(message);
});
