import { parseArgs } from 'node:util';
import { STUB_SIZES, type LufthansaStubOptions, type StubFaults, type StubSize } from './options.ts';

/** The environment variables that say what the options of the command line say. */
const ENVIRONMENT = {
  port: 'LUFTHANSA_STUB_PORT',
  size: 'LUFTHANSA_STUB_SIZE',
  faults: 'LUFTHANSA_STUB_FAULTS',
  'calls-per-second': 'LUFTHANSA_STUB_CALLS_PER_SECOND',
  'calls-per-hour': 'LUFTHANSA_STUB_CALLS_PER_HOUR',
  'token-expires-in': 'LUFTHANSA_STUB_TOKEN_EXPIRES_IN',
} as const;
type OptionName = keyof typeof ENVIRONMENT;

/** Words of `--faults`, and the largest value of each. */
const FAULTS: Readonly<Record<string, readonly [field: keyof StubFaults, most: number]>> = {
  '504': ['gatewayTimeoutShare', 1],
  bad: ['badRecordShare', 1],
  throttle: ['throttleShare', 1],
  html: ['htmlShare', 1],
  latency: ['latencyMs', 60_000],
  seed: ['seed', 2 ** 31 - 1],
};

/**
 * Reads the options of the stub's process; the command line goes before the environment.
 * @throws Error that names the option and what it takes
 */
export function readStubOptions(args: string[], env: NodeJS.ProcessEnv): LufthansaStubOptions {
  const text = { type: 'string' } as const;
  const options = Object.fromEntries(Object.keys(ENVIRONMENT).map((name) => [name, text]));
  const { values } = parseArgs({ args, options });
  const given = (name: OptionName): string | undefined => {
    const value = values[name] ?? env[ENVIRONMENT[name]];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const number = (name: OptionName, least: number, most: number): number | undefined => {
    const value = given(name);
    if (value === undefined) return undefined;
    if (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
    throw new Error(`--${name} must be a whole number from ${least} to ${most}, not "${value}"`);
  };
  const callsPerSecond = number('calls-per-second', 1, 10_000);
  const callsPerHour = number('calls-per-hour', 1, 1_000_000);
  const tokenExpiresInS = number('token-expires-in', 1, 1_000_000);
  return {
    port: number('port', 0, 65_535) ?? 0,
    size: readSize(given('size')),
    faults: readFaults(given('faults')),
    quota: {
      ...(callsPerSecond !== undefined && { callsPerSecond }),
      ...(callsPerHour !== undefined && { callsPerHour }),
    },
    ...(tokenExpiresInS !== undefined && { tokenExpiresInS }),
  };
}

function readSize(text: string | undefined): StubSize {
  if (text === undefined) return 'standard';
  const size = STUB_SIZES.find((one) => one === text);
  if (size === undefined) throw new Error(`--size must be one of ${STUB_SIZES.join(', ')}, not "${text}"`);
  return size;
}

function readFaults(text = ''): Partial<StubFaults> {
  const pairs = text
    .split(',')
    .filter(Boolean)
    .map((part): [keyof StubFaults, number] => {
      const [name = '', value = ''] = part.split('=');
      const [field, most] = FAULTS[name.trim()] ?? [];
      if (field === undefined || most === undefined) {
        throw new Error(`--faults takes ${Object.keys(FAULTS).join(', ')}, not "${name}"`);
      }
      if (value.trim() === '' || !(Number(value) >= 0 && Number(value) <= most)) {
        throw new Error(`--faults ${name} must be a number from 0 to ${most}, not "${value}"`);
      }
      return [field, Number(value)];
    });
  return Object.fromEntries(pairs);
}
