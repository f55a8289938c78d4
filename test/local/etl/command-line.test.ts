import { expect, test } from 'vitest';
import { ETL_COMMANDS, readCommandLine, UsageError } from '../../../local/etl/command-line.ts';
import { etlHelp } from '../../../local/etl/help.ts';

const read = (line: string, env: Readonly<Record<string, string>> = {}) =>
  readCommandLine(
    line.split(' ').filter((word) => word !== ''),
    env,
  );

test('references are loaded, or parsed again from the replies that are kept', () => {
  expect(read('references')).toEqual({
    name: 'run',
    kind: 'references',
    event: {},
    fromRaw: false,
    dataFolder: '.local',
  });
  expect(read('references --from-raw --data /data')).toMatchObject({ fromRaw: true, dataFolder: '/data' });
  expect(read('references', { AIRLINES_DATA: '/env' })).toMatchObject({ dataFolder: '/env' });
});

test('schedules are those of the night, or of one route and day', () => {
  expect(read('schedules')).toMatchObject({ kind: 'schedules', event: {} });
  expect(read('schedules --from FRA --to jfk --date 2026-12-01')).toMatchObject({
    event: { pairs: [{ from: 'FRA', to: 'jfk', date: '2026-12-01' }] },
  });
});

test('status is that of the configured airports, or of those named', () => {
  expect(read('status')).toMatchObject({ kind: 'status', event: {} });
  expect(read('status --airport FRA,MUC')).toMatchObject({ event: { airports: ['FRA', 'MUC'] } });
});

test('rejects are listed by reason, so many', () => {
  expect(read('rejects')).toEqual({ name: 'rejects', reason: null, limit: 20, dataFolder: '.local' });
  expect(read('rejects --reason bad_record --limit 5')).toMatchObject({ reason: 'bad_record', limit: 5 });
});

test.each(['', '--help', '-h'])('%j is told how it is called', (line) => {
  expect(read(line)).toEqual({ name: 'help', of: null });
});

test.each(ETL_COMMANDS)('%s has a help of its own, and is named in that of all', (command) => {
  expect(read(`${command} --help`)).toEqual({ name: 'help', of: command });
  expect(etlHelp(command)).toContain(`npm run etl -- ${command}`);
  expect(etlHelp(null)).toContain(`  ${command} `);
});

test.each([
  ['referenzes', 'did you mean references?'],
  ['everything', 'references, schedules, status, rejects'],
  ['references --force', '--force'],
  ['references FRA', 'FRA'],
  ['schedules --from FRA', '--from, --to and --date go together'],
  ['schedules --from FRA --to JFK --date 2026-02-30', 'must be a day of the calendar'],
  ['schedules --from FRANKFURT --to JFK --date 2026-12-01', 'IATA code'],
  ['status --airport F1', 'IATA code'],
  ['rejects --limit 0', 'a whole number from 1 to 1000'],
  ['references --data=', '--data needs a value'],
])('%j is refused with %j', (line, message) => {
  expect(() => read(line)).toThrow(UsageError);
  expect(() => read(line)).toThrow(message);
});
