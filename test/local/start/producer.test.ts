import { expect, test } from 'vitest';
import { readStartOptions } from '../../../local/start/options.ts';
import { producerArguments } from '../../../local/start/producer.ts';
import { readConfig } from '../../../services/position-producer/config.ts';

const argumentsFor = (line: string) => producerArguments(readStartOptions(line.split(' '), {}));

test('a replay is played at the speed and as often as npm start was asked for', () => {
  const args = argumentsFor('--source replay --speed 30 --loop off');
  expect(args).toEqual(['--source', 'replay', '--speed', '30', '--loop', 'off']);
  expect(readConfig(args, {})?.settings).toMatchObject({ speed: '30', loop: 'off' });
  expect(argumentsFor('--source replay')).toEqual(['--source', 'replay', '--speed', '1', '--loop', 'on']);
});

test('options of a feed go only to a producer that reads it', () => {
  expect(argumentsFor('--source readsb --speed 30 --interval 2')).toEqual(['--source', 'readsb', '--interval', '2']);
  expect(argumentsFor('--aircraft 7 --countries fr --steps 3')).toEqual(
    '--source simulator --aircraft 7 --countries FR --steps 3'.split(' '),
  );
});
