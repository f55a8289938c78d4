import { describe, expect, test } from 'vitest';
import { missing, ok, warning } from '../../../../tools/aws/preflight/finding.ts';
import { reportLines, summaryOf } from '../../../../tools/aws/preflight/report.ts';
import { runChecks } from '../../../../tools/aws/preflight/run-checks.ts';

const named = (name: string) => Object.assign(new Error('a message'), { name });

describe('looking', () => {
  test('goes on where one check fails, and keeps their order', async () => {
    const checked = await runChecks(
      [
        { name: 'first', look: () => new Promise((resolve) => setImmediate(() => resolve([ok('there')]))) },
        { name: 'second', look: () => Promise.reject(named('Boom')) },
        { name: 'third', look: () => Promise.resolve([warning('hm')]) },
      ],
      10_000,
    );
    expect(checked.map(({ name, findings }) => [name, findings.map(({ level }) => level)])).toEqual([
      ['first', ['ok']],
      ['second', ['missing']],
      ['third', ['warning']],
    ]);
  });

  test('ends at its time', async () => {
    const [checked] = await runChecks([{ name: 'slow', look: () => new Promise(() => undefined) }], 20);
    expect(checked?.findings).toMatchObject([{ level: 'missing', text: 'no answer within 0.02 s' }]);
  });

  test.each([
    ['AccessDeniedException', 'warning'],
    ['ExpiredTokenException', 'missing'],
    ['TimeoutError', 'missing'],
  ])('that ends with %s is %s', async (name, level) => {
    const [checked] = await runChecks([{ name: 'one', look: () => Promise.reject(named(name)) }], 10_000);
    expect(checked?.findings).toMatchObject([{ level }]);
    expect(checked?.findings[0]?.remedies).not.toHaveLength(0);
  });
});

describe('the report', () => {
  const checked = [
    { name: 'credentials', findings: [ok('account 1')] },
    { name: 'page', findings: [missing('not built', 'npm run build:page')] },
    { name: 'settings', findings: [warning('nobody is told', 'Set alarmEmail')] },
  ];

  test('has a line for each finding, and its remedy below it', () => {
    expect(reportLines(checked).map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
      'ok credentials account 1',
      'missing page not built',
      ' → npm run build:page',
      'warning settings nobody is told',
      ' → Set alarmEmail',
    ]);
  });

  test('is blocked by what is missing, not by warnings', () => {
    expect(summaryOf(checked)).toMatchObject({ isBlocked: true, text: expect.stringContaining('1 missing') as string });
    expect(summaryOf(checked.filter(({ name }) => name !== 'page'))).toMatchObject({ isBlocked: false });
  });
});
