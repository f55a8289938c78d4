import { describe, expect, test } from 'vitest';
import { readAdminCommand } from '../../../../tools/aws/admin/command.ts';

const read = (text: string, env = {}) => readAdminCommand(text.split(' '), env);

describe('npm run admin', () => {
  test('asks the API of a stage on AWS, dev unless told otherwise', () => {
    const post = { name: 'post', path: '/api/references' };
    expect(read('references')).toEqual({ ...post, target: { kind: 'aws', stage: 'dev', url: null } });
    expect(read('references', { AIRLINES_STAGE: 'prod' })).toMatchObject({ target: { stage: 'prod' } });
    const url = 'https://a1.execute-api.eu-central-1.amazonaws.com';
    expect(read(`references --stage prod --url ${url}/`)).toEqual({
      ...post,
      target: { kind: 'aws', stage: 'prod', url },
    });
  });

  test('asks the npm start of a data folder with --local', () => {
    expect(read('url --local')).toEqual({ name: 'url', target: { kind: 'local', dataFolder: '.local' } });
    expect(read('url --local', { AIRLINES_DATA: 'there' })).toMatchObject({ target: { dataFolder: 'there' } });
    expect(read('url --local --data here')).toMatchObject({ target: { dataFolder: 'here' } });
  });

  test('asks for a day in the names that the route has, codes in upper case', () => {
    expect(read('schedule --from fra --to JFK --date 2026-12-01')).toMatchObject({
      path: '/api/schedule?origin=FRA&destination=JFK&date=2026-12-01',
    });
  });

  test('reads and turns the switch', () => {
    expect(read('sending')).toEqual({ name: 'sending', to: null, stage: 'dev' });
    expect(read('sending off --stage prod')).toEqual({ name: 'sending', to: 'off', stage: 'prod' });
  });

  test.each([
    ['nonsense', /"nonsense" is no command: references, schedule, sending, url/],
    ['schedule --from FRA --to JFK', /--date is missing/],
    ['schedule --from FRANKFURT --to JFK --date 2026-12-01', /--from must be an IATA code/],
    ['schedule --from FRA --to FRA --date 2026-12-01', /--to must be another place/],
    ['schedule --from FRA --to JFK --date 2026-02-30', /--date must be a day of the calendar/],
    ['references --date 2026-12-01', /--date means nothing with references/],
    ['references now', /"now" is too much/],
    ['references --stage Prod!', /--stage must be a name/],
    ['references --url ftp://a', /--url must be the API's own address/],
    ['references --local --stage dev', /--stage means nothing with --local/],
    ['references --data .local', /--data means nothing with AWS/],
    ['sending maybe', /sending takes on or off/],
    ['sending off --local', /--local means nothing with sending/],
    ['references --bogus', /--bogus/],
  ])('refuses "%s" and says what would be right', (text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });
});
