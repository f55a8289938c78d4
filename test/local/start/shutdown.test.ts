import { describe, expect, it } from 'vitest';
import type { Part } from '../../../local/start/part.ts';
import { createShutdown } from '../../../local/start/shutdown.ts';

/** A part that notes its stop, and can be made to end by itself. */
function createPart(name: string, stopped: string[]): Part & { fail(reason: string): void } {
  let fail: (reason: string) => void = () => undefined;
  const failed = new Promise<string>((resolve) => (fail = resolve));
  return {
    name,
    failed,
    fail: (reason) => fail(reason),
    stop: () => {
      stopped.push(name);
      return Promise.resolve();
    },
  };
}

describe('shutdown of npm start', () => {
  it('ends what feeds before what is fed from, whatever the order of starting', async () => {
    const stopped: string[] = [];
    const shutdown = createShutdown(() => undefined);
    for (const stage of ['servers', 'web', 'workers'] as const) {
      shutdown.add(stage, createPart(stage, stopped));
    }
    await shutdown.stopAll();
    expect(stopped).toEqual(['workers', 'web', 'servers']);
  });

  it('tells the reason of the first part that ends by itself', async () => {
    const shutdown = createShutdown(() => undefined);
    const parts = [createPart('kafka', []), createPart('mongod', [])] as const;
    for (const part of parts) shutdown.add('servers', part);
    parts[1].fail('mongod was ended by SIGKILL');
    parts[0].fail('kafka ended with code 1');
    expect(await shutdown.failed).toBe('mongod was ended by SIGKILL');
  });

  it('does not count an end that was asked for as a failure', async () => {
    const shutdown = createShutdown(() => undefined);
    const part = createPart('kafka', []);
    shutdown.add('servers', part);
    await shutdown.stopAll();
    part.fail('kafka ended with code 143');
    const nothing = new Promise((resolve) => setImmediate(() => resolve('nothing')));
    expect(await Promise.race([shutdown.failed, nothing])).toBe('nothing');
  });

  it('goes on stopping the others when one cannot be stopped, and reports it', async () => {
    const stopped: string[] = [];
    const reports: string[] = [];
    const shutdown = createShutdown((line) => reports.push(line));
    shutdown.add('workers', { ...createPart('producer', []), stop: () => Promise.reject(new Error('stuck')) });
    shutdown.add('servers', createPart('mongod', stopped));
    await shutdown.stopAll();
    expect(stopped).toEqual(['mongod']);
    expect(reports).toEqual(["producer didn't stop: stuck"]);
  });

  it('stops at once what is added while everything is stopping', async () => {
    const stopped: string[] = [];
    const shutdown = createShutdown(() => undefined);
    await shutdown.stopAll();
    shutdown.add('workers', createPart('late', stopped));
    expect(stopped).toEqual(['late']);
  });
});
