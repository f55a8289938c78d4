import { describe, expect, it } from 'vitest';
import { readCostRequest } from '../../../../tools/aws/cost/cost-options.ts';

const read = (args: string, { env = {}, file = null as string | null } = {}) =>
  readCostRequest(args === '' ? [] : args.split(' '), env, file);

describe('npm run cost', () => {
  it('takes the load, and the settings of dev unless told', () => {
    expect(read('--aircraft 1000 --viewers 100')).toMatchObject({
      action: 'estimate',
      isJson: false,
      input: { aircraft: 1000, viewers: 100, viewerHoursPerDay: 24, settings: { stage: 'dev' } },
    });
  });

  it('takes the stage with the settings of deployment.json, and those given before them', () => {
    const file = '{"prod":{"fixedEgress":true,"broadcastEverySeconds":3}}';
    const args = '--aircraft 1 --viewers 0 --json --settings {"broadcastEverySeconds":5} --stage prod';
    expect(read(args, { file })).toMatchObject({
      isJson: true,
      input: { settings: { stage: 'prod', fixedEgress: true, broadcastEverySeconds: 5 } },
    });
    expect(read('--aircraft 1 --viewers 0', { env: { AIRLINES_STAGE: 'prod' } })).toMatchObject({
      input: { settings: { stage: 'prod' } },
    });
  });

  it.each([
    ['', '--aircraft must be a number'],
    ['--aircraft 10', '--viewers must be a number'],
    ['--aircraft -1 --viewers 1', '--aircraft'],
    ['--aircraft 1 --viewers many', '--viewers must be a number from 0 to 1,000,000'],
    ['--aircraft 1 --viewers 1 --hours-a-day 25', '--hours-a-day must be a number from 0 to 24'],
    ['--aircraft 1 --viewers 1 --stage none', 'stage "none" must be one of dev, prod'],
    ['--aircraft 1 --viewers 1 --settings {"kafka":1}', 'kafka'],
    ['--planes 1', '--planes'],
    ['--aircraft 1 --viewers 1 more', '"more" is too much'],
  ])('refuses "%s" and says what would be right', (args, message) => {
    expect(() => read(args)).toThrow(message);
  });

  it('writes the page or shows its help without a load', () => {
    expect(read('--write-docs')).toEqual({ action: 'write-docs' });
    expect(read('--help')).toEqual({ action: 'help' });
  });
});
