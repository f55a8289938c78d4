import { execFile } from 'node:child_process';
import { javaCommand } from '../services/java-command.ts';

/** What a start needs of the machine. */
export interface Needs {
  /** Kafka is to be started here. */
  readonly java: boolean;
  /** Kafka isn't fetched yet. */
  readonly maven: boolean;
  /** MongoDB isn't fetched yet. */
  readonly python: boolean;
  /** Only a Docker engine will do. */
  readonly engine: boolean;
}

export interface Missing {
  readonly what: string;
  readonly remedy: string;
}

export interface Machine {
  readonly missing: readonly Missing[];
  /** A Python that can fetch MongoDB, where one was needed and found. */
  readonly python: string | null;
}

/** Runs a command to its end. Null where it isn't there or fails, else all that it printed. */
export type Probe = (command: string, args: readonly string[]) => Promise<string | null>;

const PROBE_TIMEOUT_MS = 20_000;

export const probeCommand: Probe = (command, args) =>
  new Promise((resolve) => {
    execFile(command, [...args], { timeout: PROBE_TIMEOUT_MS }, (error, stdout, stderr) => {
      resolve(error === null ? `${stdout}\n${stderr}` : null);
    });
  });

const PYTHONS = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];

/** Looks at everything before anything is said, so that all that is missing is named at once. */
export async function checkMachine(needs: Needs, probe: Probe = probeCommand): Promise<Machine> {
  const [java, maven, python, engine] = await Promise.all([
    needs.java ? findJava(probe) : null,
    needs.maven ? findMaven(probe) : null,
    needs.python ? findPython(probe) : { command: null, missing: null },
    needs.engine ? findEngine(probe) : null,
  ]);
  const missing = [platform(needs), java, maven, python.missing, engine].filter((entry) => entry !== null);
  return { missing, python: python.command };
}

/** The message for people: every entry with its remedy, and the way around all of them. */
export function describeMissing(missing: readonly Missing[]): string {
  const lines = missing.map(({ what, remedy }) => `  - ${what}\n      ${remedy}`);
  return [
    'This machine lacks something that is needed:',
    ...lines,
    '  Or start a Docker engine with its compose plugin (none runs): MongoDB and Kafka then come as containers.',
    '  Or name servers that run already: MONGODB_URI and KAFKA_BROKERS.',
  ].join('\n');
}

function platform(needs: Needs): Missing | null {
  const embedded = needs.java || needs.maven || needs.python;
  if (!embedded || (process.platform === 'linux' && process.arch === 'x64')) return null;
  return {
    what: `MongoDB is fetched for Linux x64 only, this is ${process.platform} ${process.arch}`,
    remedy: 'use a Linux x64 machine, WSL 2 or a container',
  };
}

/** `17` of `openjdk version "17.0.15"`, `8` of `java version "1.8.0_402"`. */
export function javaMajor(text: string): number | null {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  if (first === undefined) return null;
  return first === '1' && second !== undefined ? Number(second) : Number(first);
}

async function findJava(probe: Probe): Promise<Missing | null> {
  const remedy = 'install Java 17 or newer (Debian, Ubuntu: apt-get install openjdk-17-jre-headless), or set JAVA_HOME';
  const text = await probe(javaCommand(), ['-version']);
  if (text === null) return { what: 'Java 17 or newer, which runs Kafka: none found', remedy };
  const major = javaMajor(text);
  if (major !== null && major >= 17) return null;
  return { what: `Java 17 or newer, which runs Kafka: found ${major ?? 'an unknown version'}`, remedy };
}

async function findMaven(probe: Probe): Promise<Missing | null> {
  if ((await probe('mvn', ['--version'])) !== null) return null;
  return { what: 'Maven, which fetches Kafka: no mvn found', remedy: 'install it (apt-get install maven)' };
}

async function findPython(probe: Probe): Promise<{ command: string | null; missing: Missing | null }> {
  for (const command of PYTHONS) {
    const [, major, minor] =
      /\(python (\d+)\.(\d+)\)/.exec((await probe(command, ['-m', 'pip', '--version'])) ?? '') ?? [];
    if (Number(major) === 3 && Number(minor) >= 11) return { command, missing: null };
  }
  return {
    command: null,
    missing: {
      what: 'Python 3.11 or newer with pip, which fetches MongoDB: none found',
      remedy: 'install it (apt-get install python3 python3-pip)',
    },
  };
}

async function findEngine(probe: Probe): Promise<Missing | null> {
  if (await hasDockerEngine(probe)) return null;
  return {
    what: 'a running Docker engine with its compose plugin, as --services docker asks for',
    remedy: 'start it, or leave --services out',
  };
}

/** Whether an engine answers and compose files can be run. */
export async function hasDockerEngine(probe: Probe = probeCommand): Promise<boolean> {
  const answers = await Promise.all([
    probe('docker', ['info', '--format', '{{.ServerVersion}}']),
    probe('docker', ['compose', 'version']),
  ]);
  return answers.every((answer) => answer !== null);
}
