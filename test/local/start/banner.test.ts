import { expect, it } from 'vitest';
import { banner, withoutPassword } from '../../../local/start/banner.ts';
import { readStartOptions } from '../../../local/start/options.ts';

const runtime = {
  web: 'http://127.0.0.1:8080',
  websocket: 'ws://127.0.0.1:8080/ws',
  mongodbUri: 'mongodb://user:secret@127.0.0.1:27017',
  kafkaBrokers: '127.0.0.1:9092',
  pid: 4711,
};
const origins = { mongodb: 'given', kafka: 'embedded' } as const;

it('shows all that runtime.json holds, without the password', () => {
  const text = banner({ runtime, origins, options: readStartOptions([], {}) });
  for (const value of [runtime.web, runtime.websocket, runtime.kafkaBrokers, '4711', 'mongodb://user:***@127.0.0.1']) {
    expect(text).toContain(value);
  }
  expect(text).not.toContain('secret');
});

it('says that simulated aircraft are simulated, and says nothing of it for a live feed', () => {
  const simulated = banner({ runtime, origins, options: readStartOptions([], {}) });
  expect(simulated).toContain('All aircraft are SIMULATED');
  const live = banner({ runtime, origins, options: readStartOptions(['--source', 'readsb'], {}) });
  expect(live).toContain('readsb');
  expect(live).not.toContain('SIMULATED');
});

it('leaves an address without credentials as it is', () => {
  expect(withoutPassword('mongodb://127.0.0.1:27017/?replicaSet=airlines')).toBe(
    'mongodb://127.0.0.1:27017/?replicaSet=airlines',
  );
});
