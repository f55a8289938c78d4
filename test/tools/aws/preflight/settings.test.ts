import { expect, test } from 'vitest';
import { findSettings } from '../../../../tools/aws/preflight/settings.ts';

const good = { alarmEmail: 'me@airlines.example', databaseHost: 'cluster0.abcde.mongodb.net' };
const look = (ofDev: object, context: unknown = null) =>
  findSettings({ stage: 'dev', file: JSON.stringify({ dev: ofDev }), context });

test('the settings of the stage, the file and the command line are taken as the CDK app takes them', () => {
  const { config, findings } = look(good, '{"maxConnections":50}');
  expect(config).toMatchObject({ stage: 'dev', ...good, maxConnections: 50 });
  expect(findings).toMatchObject([{ level: 'ok', text: 'stage dev with alarmEmail, databaseHost, maxConnections' }]);
});

test.each([
  [{ maxConnections: 0 }, 'maxConnections'],
  [{ maxConections: 10 }, 'maxConections'],
])('a setting that can not be stops the deployment by its name: %o', (own, name) => {
  expect(look(own)).toMatchObject({
    config: null,
    findings: [{ level: 'missing', text: expect.stringContaining(name) as string }],
  });
});

test('a file that is no JSON and a stage that there is not are named', () => {
  const [ofFile] = findSettings({ stage: 'dev', file: '{', context: null }).findings;
  expect(ofFile).toMatchObject({ level: 'missing', text: expect.stringContaining('deployment.json') as string });
  const [ofStage] = findSettings({ stage: 'none', file: null, context: null }).findings;
  expect(ofStage).toMatchObject({ level: 'missing', text: expect.stringContaining('"none"') as string });
});

test('nobody told of alarms, and a database open to all by password, are worth a warning', () => {
  const { findings } = look({});
  expect(findings.map(({ level }) => level)).toEqual(['ok', 'warning', 'warning']);
  expect(look({ ...good, databaseHost: null, fixedEgress: true }).findings).toHaveLength(1);
});

test('a history that would fill the database is worth a warning with the number that fits', () => {
  const { findings } = look({ ...good, databaseStorageMb: 512 });
  expect(findings).toMatchObject([
    { level: 'ok' },
    { level: 'warning', remedies: [expect.stringContaining('358') as string] },
  ]);
  expect(look({ ...good, databaseStorageMb: 512, maxHistoryMb: 350 }).findings).toHaveLength(1);
});
