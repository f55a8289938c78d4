import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFaultScenario, type Fault, type FaultResult } from '../load/stream/fault-scenario.ts';
import { startOwnServers, type OwnServers } from '../load/stream/own-servers.ts';

let servers: OwnServers;
beforeAll(async () => {
  servers = await startOwnServers();
});
afterAll(() => servers.stop());

const fleet = { aircraft: 300, intervalMs: 1000 };

function expectExactlyOnce(result: FaultResult, atLeast: number): void {
  expect(result).toMatchObject({ missing: [], doubled: [], foreign: [], stored: result.accepted });
  expect(result.accepted).toBeGreaterThan(atLeast);
}

describe('every position that the log has acknowledged is in its track exactly once', () => {
  it.each<[string, number, Fault]>([
    ['mongod', 6, { kill: 'mongod', afterMs: 4000, downMs: 3000 }],
    ['Kafka', 1, { kill: 'kafka', afterMs: 4000, downMs: 1000 }],
    ['position-store', 1, { kill: 'position-store', afterMs: 4000, downMs: 500 }],
  ])('after kill -9 of %s in mid-stream', async (_name, partitions, fault) => {
    const result = await runFaultScenario({ ...fleet, servers, partitions, faults: [fault], thenMs: 4000 });
    expectExactlyOnce(result, 1500);
  });

  it('after kill -9 of position-store on 6 partitions, with poison records among the good ones that become dead letters', async () => {
    const faults: Fault[] = [{ kill: 'position-store', afterMs: 3000, downMs: 0 }];
    const result = await runFaultScenario({
      ...fleet,
      servers,
      partitions: 6,
      faults,
      thenMs: 3000,
      poisonPerSecond: 50,
    });
    expectExactlyOnce(result, 1000);
    expect(result.poisonSent).toBeGreaterThan(100);
    expect(result.poisonKept).toBe(result.poisonSent);
  });
});
