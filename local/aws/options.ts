import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import { readStartOptions, type StartOptions } from '../start/options.ts';
import { RefusalError } from '../start/refusal-error.ts';
import { EMULATORS, type EmulatorName } from './emulator.ts';

/** Those of `npm start`, and what concerns the emulated AWS. */
export interface DeployLocalOptions extends StartOptions {
  readonly emulator: EmulatorName;
  /** Port of the emulated AWS; another one where it is taken. */
  readonly emulatorPort: number;
  /** Settings of the stage that go before all others, as `-c settings` of the CDK. */
  readonly settings: JsonObject;
  /** Whether what runs is to be ended, and what it kept deleted. */
  readonly down: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_DATA = '.local/aws';
const DEFAULT_EMULATOR_PORT = '4566';
const VALUES = ['emulator', 'emulator-port', 'settings'] as const;

/** Reads the options of our own and leaves the rest to `npm start`. @throws RefusalError */
export function readDeployLocalOptions(args: readonly string[], env: Environment): DeployLocalOptions {
  const own: Partial<Record<(typeof VALUES)[number], string>> = {};
  const rest: string[] = [];
  let down = false;
  for (const waiting = [...args]; waiting.length > 0;) {
    const arg = waiting.shift() ?? '';
    const name = VALUES.find((each) => arg === `--${each}` || arg.startsWith(`--${each}=`));
    if (arg === '--down') down = true;
    else if (name === undefined) rest.push(arg);
    else own[name] = arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : valueAfter(arg, waiting);
  }
  return {
    ...readStartOptions(rest, { ...env, AIRLINES_DATA: env['AIRLINES_DATA'] || DEFAULT_DATA }),
    emulator: readEmulator(own.emulator ?? 'ministack'),
    emulatorPort: readPort(own['emulator-port'] ?? DEFAULT_EMULATOR_PORT),
    settings: readSettings(own.settings ?? '{}'),
    down,
  };
}

function valueAfter(arg: string, waiting: string[]): string {
  const value = waiting.shift();
  if (value === undefined || value.startsWith('--')) throw new RefusalError(`${arg} needs a value. --help lists all`);
  return value;
}

function readEmulator(text: string): EmulatorName {
  const name = EMULATORS.find((each) => each === text);
  if (name === undefined) throw new RefusalError(`--emulator must be one of ${EMULATORS.join(', ')}, not "${text}"`);
  return name;
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new RefusalError(`--emulator-port must be a port from 1 to 65535, not "${text}"`);
}

function readSettings(text: string): JsonObject {
  try {
    const settings: unknown = JSON.parse(text);
    if (isJsonObject(settings)) return settings;
  } catch {
    // Said below, as for what is JSON but no object.
  }
  throw new RefusalError('--settings must be an object in JSON, such as {"maxConnections":10}');
}
