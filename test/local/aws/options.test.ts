import { describe, expect, it } from 'vitest';
import { deployLocalHelp } from '../../../local/aws/help.ts';
import { readDeployLocalOptions } from '../../../local/aws/options.ts';
import { OPTIONS } from '../../../local/start/option-list.ts';
import { RefusalError } from '../../../local/start/refusal-error.ts';

describe('the options of deploy:local', () => {
  it('are MiniStack on port 4566 and a data folder of its own unless told', () => {
    expect(readDeployLocalOptions([], {})).toMatchObject({
      ...{ emulator: 'ministack', emulatorPort: 4566, settings: {}, down: false },
      ...{ dataFolder: '.local/aws', port: 8080, aircraft: 300 },
    });
  });

  it('are read in either form, and what is not of the emulator is left to npm start', () => {
    const args = ['--emulator=localstack', '--aircraft', '50', '--emulator-port', '4600', '--down', '--data', 'there'];
    const settings = '{"scheduleHubRoutes":["FRA-JFK"],"note":"a=b"}';
    expect(readDeployLocalOptions([...args, `--settings=${settings}`], {})).toMatchObject({
      ...{ emulator: 'localstack', emulatorPort: 4600, down: true, aircraft: 50, dataFolder: 'there' },
      settings: { scheduleHubRoutes: ['FRA-JFK'], note: 'a=b' },
    });
  });

  it('take the data folder of the environment', () => {
    expect(readDeployLocalOptions([], { AIRLINES_DATA: 'elsewhere' }).dataFolder).toBe('elsewhere');
  });

  it.each([
    [['--emulator', 'floci'], '--emulator must be one of ministack, localstack, not "floci"'],
    [['--emulator'], '--emulator needs a value'],
    [['--emulator', '--down'], '--emulator needs a value'],
    [['--emulator-port', '0'], '--emulator-port must be a port from 1 to 65535, not "0"'],
    [['--emulator-port', '65536'], '--emulator-port must be a port from 1 to 65535'],
    [['--emulator-port', '4566x'], '--emulator-port must be a port'],
    [['--settings', '[1]'], '--settings must be an object in JSON'],
    [['--settings', '{maxConnections:1}'], '--settings must be an object in JSON'],
    [['--downn'], 'Unknown option --downn'],
  ])('refuse %j with what would be right', (args, message) => {
    expect(() => readDeployLocalOptions(args, {})).toThrow(RefusalError);
    expect(() => readDeployLocalOptions(args, {})).toThrow(message);
  });

  it('are all in the help', () => {
    const names = ['emulator', 'emulator-port', 'settings', 'down', ...Object.keys(OPTIONS)];
    for (const name of names) expect(deployLocalHelp()).toContain(`\n  --${name} `);
  });
});
