import { describe, expect, it } from 'vitest';
import { startHelp } from '../../../local/start/help.ts';
import { OPTIONS } from '../../../local/start/option-list.ts';
import { readStartOptions } from '../../../local/start/options.ts';
import { RefusalError } from '../../../local/start/refusal-error.ts';

describe('options of npm start', () => {
  it('has a default for everything', () => {
    expect(readStartOptions([], {})).toEqual({
      port: 8080,
      portAsked: false,
      sources: ['simulator'],
      aircraft: 300,
      intervalSeconds: null,
      countries: [],
      steps: null,
      replaySpeed: 1,
      replayLoops: true,
      dataFolder: '.local',
      services: 'auto',
      reset: false,
      help: false,
    });
  });

  it('takes every option from the command line', () => {
    const args =
      '--port 0 --source readsb --source simulator --aircraft 50 --interval 2 --countries fr,DE --steps 100 --speed 2.5 --loop off';
    expect(readStartOptions([...args.split(' '), '--data=elsewhere', '--services', 'embedded', '--reset'], {})).toEqual(
      {
        port: 0,
        portAsked: true,
        sources: ['readsb', 'simulator'],
        aircraft: 50,
        intervalSeconds: 2,
        countries: ['FR', 'DE'],
        steps: 100,
        replaySpeed: 2.5,
        replayLoops: false,
        dataFolder: 'elsewhere',
        services: 'embedded',
        reset: true,
        help: false,
      },
    );
  });

  it('takes every option from the environment, the command line first', () => {
    const env = {
      [OPTIONS.port.env]: '9000',
      [OPTIONS.source.env]: 'replay,simulator',
      [OPTIONS.aircraft.env]: '7',
      [OPTIONS.countries.env]: 'ES',
      [OPTIONS.reset.env]: 'true',
      [OPTIONS.data.env]: '',
      [OPTIONS.speed.env]: '60',
      [OPTIONS.loop.env]: 'off',
    };
    const options = readStartOptions(['--aircraft', '8'], env);
    expect(options).toMatchObject({ port: 9000, portAsked: true, sources: ['replay', 'simulator'], aircraft: 8 });
    expect(options).toMatchObject({ countries: ['ES'], reset: true, dataFolder: '.local' });
    expect(options).toMatchObject({ replaySpeed: 60, replayLoops: false });
  });

  it.each([
    [['--ports', '1'], 'Unknown option --ports. Did you mean --port?'],
    [['--aircrafts=3'], 'Did you mean --aircraft?'],
    [['--colour'], 'Unknown option --colour. --help lists all'],
    [['-p', '8080'], 'Unknown option -p'],
    [['reset'], '"reset" is no option. Did you mean --reset?'],
    [['--port'], '--port needs a value: --port PORT'],
    [['--port', 'http'], '--port must be a whole number from 0 to 65535, not "http"'],
    [['--port', ''], '--port must be a whole number'],
    [['--aircraft', '50001'], 'from 1 to 50000'],
    [['--aircraft', '1.5'], 'whole number'],
    [['--source', 'simulater'], 'Did you mean simulator?'],
    [['--countries', 'FRA'], 'codes of two letters'],
    [['--services', 'cloud'], 'auto, docker or embedded'],
    [['--speed', '61'], '--speed must be a number from 1 to 60, not "61"'],
    [['--speed', '0.5'], 'from 1 to 60'],
    [['--loop', 'twice'], '--loop must be on or off'],
    [['--reset=maybe'], '--reset takes no value'],
  ])('refuses %j with a hint', (args, message) => {
    expect(() => readStartOptions(args, {})).toThrow(RefusalError);
    expect(() => readStartOptions(args, {})).toThrow(message);
  });

  it('shows every option and its variable in the help', () => {
    const help = startHelp();
    for (const [name, { env }] of Object.entries(OPTIONS)) {
      expect(help).toContain(`--${name}`);
      expect(help).toContain(env);
    }
  });
});
