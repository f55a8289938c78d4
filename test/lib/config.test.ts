import { expect, it } from 'vitest';
import { checkedConfig, deploymentConfig } from '../../lib/config.ts';

it('knows its stages, and names them when asked for another', () => {
  expect(deploymentConfig('dev').stage).toBe('dev');
  expect(deploymentConfig('prod')).toMatchObject({ stage: 'prod', isProtected: true });
  expect(() => deploymentConfig('staging')).toThrow('stage "staging" must be one of dev, prod');
});

it.each([
  ['positionPartitions', 0],
  ['positionPartitions', 1.5],
  ['broadcastEverySeconds', 0],
  ['maxConnections', -1],
  ['maxHistoryMb', Number.NaN],
  ['brokerDiskGb', 20_000],
  ['lufthansaCallsPerHour', 3],
  ['lufthansaCallsPerHour', 20_001],
  ['lufthansaCallsPerSecond', 0],
  ['lufthansaCallsPerSecond', 101],
  ['lufthansaCallsPerSecond', Number.NaN],
  ['scheduleCities', ['PAR', 'par']],
  ['schedulePairs', -1],
  ['schedulePairs', 51],
  ['scheduleHubRoutes', ['FRA-JFK', 'FRA/LHR']],
  ['scheduleHubRoutes', ['FRA-FRA']],
  ['scheduleDaysAhead', 0],
  ['scheduleDaysAhead', 91],
  ['statusAirports', ['fra']],
])('refuses %s %s, naming it', (name, value) => {
  expect(() => checkedConfig({ ...deploymentConfig('dev'), [name]: value })).toThrow(name);
});

it('refuses more pairs than the cities of the stage make, and takes the function’s own settings as they are', () => {
  const dev = deploymentConfig('dev');
  expect(() => checkedConfig({ ...dev, scheduleCities: ['PAR', 'FRA'], schedulePairs: 3 })).toThrow(
    'schedulePairs is 3, but 2 scheduleCities make 2 pairs',
  );
  for (const given of [{ scheduleCities: ['PAR', 'FRA'], schedulePairs: 2 }, { schedulePairs: 3 }]) {
    expect(checkedConfig({ ...dev, ...given })).toMatchObject(given);
  }
});

it('refuses a producer without a feed', () => {
  expect(() => checkedConfig({ ...deploymentConfig('dev'), positionSources: [] })).toThrow('positionSources');
});
