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
  ['scheduleHubRoutes', ['FRA-JFK', 'FRA/LHR']],
  ['statusAirports', ['fra']],
])('refuses %s %s, naming it', (name, value) => {
  expect(() => checkedConfig({ ...deploymentConfig('dev'), [name]: value })).toThrow(name);
});

it('refuses a producer without a feed', () => {
  expect(() => checkedConfig({ ...deploymentConfig('dev'), positionSources: [] })).toThrow('positionSources');
});
