import { describe, expect, it } from 'vitest';
import {
  checkMachine,
  describeMissing,
  hasDockerEngine,
  javaMajor,
  type Probe,
} from '../../../local/start/preflight.ts';

/** A machine on which just these commands work, each printing its text. */
const machineWith =
  (commands: Readonly<Record<string, string>>): Probe =>
  (command) =>
    Promise.resolve(commands[command] ?? null);

const everything = { java: true, maven: true, python: true, engine: false };
const complete = {
  java: 'openjdk version "17.0.15" 2025-04-15',
  mvn: 'Apache Maven 3.8.7',
  python3: 'pip 23.0.1 from /usr/lib/python3/dist-packages/pip (python 3.11)',
};

describe('preflight of npm start', () => {
  it('finds nothing missing where all is there', async () => {
    expect(await checkMachine(everything, machineWith(complete))).toEqual({ missing: [], python: 'python3' });
  });

  it('lists all that is missing at once, each with its remedy', async () => {
    const { missing } = await checkMachine({ ...everything, engine: true }, machineWith({}));
    expect(missing.map(({ what }) => what.split(/[ ,]/)[0])).toEqual(['Java', 'Maven', 'Python', 'a']);
    for (const { remedy } of missing) expect(remedy).not.toBe('');
    const text = describeMissing(missing);
    for (const word of [
      'Java 17',
      'openjdk-17',
      'apt-get install maven',
      'python3-pip',
      'Docker engine',
      'MONGODB_URI',
    ])
      expect(text).toContain(word);
  });

  it('names the Java that is too old', async () => {
    const { missing } = await checkMachine(everything, machineWith({ ...complete, java: 'java version "1.8.0_402"' }));
    expect(missing.map(({ what }) => what)).toEqual(['Java 17 or newer, which runs Kafka: found 8']);
  });

  it('takes the first Python that is new enough and has pip', async () => {
    const commands = {
      ...complete,
      python3: 'pip 20.0 from /usr/lib (python 3.9)',
      'python3.12': 'pip 24.0 from /usr/lib (python 3.12)',
    };
    expect((await checkMachine(everything, machineWith(commands))).python).toBe('python3.12');
  });

  it('asks for nothing that is not needed', async () => {
    const needs = { java: false, maven: false, python: false, engine: false };
    expect((await checkMachine(needs, machineWith({}))).missing).toEqual([]);
  });

  it.each([
    ['openjdk version "21" 2023-09-19', 21],
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_402"', 8],
    ['command not found', null],
  ])('reads the version of Java from %j', (text, major) => {
    expect(javaMajor(text)).toBe(major);
  });

  it('counts a Docker engine only with its compose plugin', async () => {
    const withoutCompose: Probe = (_command, [first]) => Promise.resolve(first === 'info' ? '28.2.2' : null);
    expect(await hasDockerEngine(withoutCompose)).toBe(false);
    expect(await hasDockerEngine(() => Promise.resolve('2'))).toBe(true);
  });
});
