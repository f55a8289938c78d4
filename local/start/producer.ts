import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import type { Environment } from './environment.ts';
import { startNodePart, type NodePart } from './node-part.ts';
import type { StartOptions } from './options.ts';

/** It flushes what it has for at most five seconds. */
const GRACE_MS = 5300;

/**
 * Name under which feeds are leased: kept in the data folder, so that a start after a crash needn't wait until the lease
 * of the one before has run out.
 */
function leaseHolder(dataFolder: string): string {
  const file = join(dataFolder, 'lease-holder');
  if (!existsSync(file)) writeFileSync(file, randomUUID());
  return readFileSync(file, 'utf8');
}

/** Arguments with which the producer does what `npm start` was asked for. */
export function producerArguments(options: StartOptions): string[] {
  const { sources, aircraft, countries, steps, intervalSeconds, replaySpeed, replayLoops } = options;
  const simulator = [
    ...['--aircraft', String(aircraft)],
    ...(countries.length === 0 ? [] : ['--countries', countries.join(',')]),
    ...(steps === null ? [] : ['--steps', String(steps)]),
  ];
  const replay = ['--speed', String(replaySpeed), '--loop', replayLoops ? 'on' : 'off'];
  return [
    ...sources.flatMap((source) => ['--source', source]),
    ...(sources.includes('simulator') ? simulator : []),
    ...(sources.includes('replay') ? replay : []),
    ...(intervalSeconds === null ? [] : ['--interval', String(intervalSeconds)]),
  ];
}

/** The feeds, in a process of their own as on Fargate. Its end is a failure unless a feed was asked to end. */
export function startProducer(options: StartOptions, env: Environment, data: DataFolder): NodePart {
  return startNodePart({
    name: 'position-producer',
    entry: 'services/position-producer/main.ts',
    args: [...producerArguments(options), '--holder', leaseHolder(data.path)],
    env,
    data,
    graceMs: GRACE_MS,
    mayEnd: options.steps !== null || (options.sources.includes('replay') && !options.replayLoops),
  });
}
