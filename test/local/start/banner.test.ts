import { expect, it } from 'vitest';
import { banner, withoutPassword, type BannerFacts } from '../../../local/start/banner.ts';
import { readStartOptions } from '../../../local/start/options.ts';

const runtime = {
  web: 'http://127.0.0.1:8080',
  websocket: 'ws://127.0.0.1:8080/ws',
  mongodbUri: 'mongodb://user:secret@127.0.0.1:27017',
  kafkaBrokers: '127.0.0.1:9092',
  pid: 4711,
};
const origins = { mongodb: 'given', kafka: 'embedded' } as const;
const facts: BannerFacts = {
  ...{ runtime, origins, options: readStartOptions([], {}), readsbUrl: undefined },
  ...{ adminTokenFile: '.local/admin-token', scheduleOrigin: 'given', dataSource: undefined },
};

it('shows all that runtime.json holds, without the password', () => {
  const text = banner(facts);
  for (const value of [runtime.web, runtime.websocket, runtime.kafkaBrokers, '4711', 'mongodb://user:***@127.0.0.1']) {
    expect(text).toContain(value);
  }
  expect(text).not.toContain('secret');
});

it.each([
  [[], undefined, 'Aircraft of the simulator are SIMULATED', 'RECORDING'],
  [['--source', 'readsb'], 'https://feed.example/data/aircraft.json', '', 'SIMULATED'],
  [['--source', 'readsb'], 'https://feed.example/data/aircraft.json', '', 'RECORDING'],
  [['--source', 'readsb'], 'captured/aircraft.json.gz', 'Aircraft of readsb are a RECORDING', 'SIMULATED'],
  [['--source', 'replay'], undefined, 'Aircraft of replay are a RECORDING', 'SIMULATED'],
])('tells for %j of %s what is not the present sky', (args, readsbUrl, said, notSaid) => {
  const text = banner({ ...facts, options: readStartOptions(args, {}), readsbUrl });
  expect(text).toContain(said);
  expect(text).not.toContain(notSaid);
});

it.each([
  ['stand-in', undefined, 'Schedules are SAMPLE DATA of the built-in stand-in for the Lufthansa API'],
  ['given', 'sample', 'Schedules are SAMPLE DATA'],
  ['given', undefined, ''],
  ['given', 'lufthansa', ''],
  ['nowhere', undefined, 'NOT RENEWED'],
] as const)('tells what schedules of origin %s (%s) are', (scheduleOrigin, dataSource, said) => {
  const text = banner({ ...facts, scheduleOrigin, dataSource });
  expect(text).toContain(said);
  for (const other of ['SAMPLE DATA', 'NOT RENEWED']) expect(text.includes(other)).toBe(said.includes(other));
});

it('names the file of the admin token, or that it was given', () => {
  expect(banner(facts)).toMatch(/adminToken +in \.local\/admin-token/);
  expect(banner({ ...facts, adminTokenFile: null })).toMatch(/adminToken +as given/);
});

it('leaves an address without credentials as it is', () => {
  expect(withoutPassword('mongodb://127.0.0.1:27017/?replicaSet=airlines')).toBe(
    'mongodb://127.0.0.1:27017/?replicaSet=airlines',
  );
});
