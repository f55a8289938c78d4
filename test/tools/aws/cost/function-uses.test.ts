import { expect, it } from 'vitest';
import { deploymentConfig } from '../../../../lib/config.ts';
import { functionUses } from '../../../../tools/aws/cost/function-uses.ts';
import { workloadOf } from '../../../../tools/aws/cost/workload.ts';
import { synthesise } from '../../../lib/synthesise.ts';

/** What the templates say of our functions, by the folder that a description of the construct stands for. */
const DESCRIPTIONS = {
  'position-store': 'Stores positions: latest and history',
  'position-broadcast': 'Sends positions to the viewers whose box they are in',
  'position-compaction': 'Compacts the history of positions and holds it to its budget',
  websocket: 'Connections and subscriptions of viewers',
  'http-api': 'Answers /api/',
  'reference-etl': 'Loads reference data from the Lufthansa API',
  'schedule-etl': 'Loads flight schedules from the Lufthansa API',
  'status-etl': 'Loads flight status from the Lufthansa API',
} as const;

const input = { aircraft: 1000, viewers: 100, viewerHoursPerDay: 24, settings: deploymentConfig('dev') };

it('functions are reckoned with the memory that they are deployed with', () => {
  const deployed = new Map(
    synthesise()
      .everything()
      .filter(([, , { Type }]) => Type === 'AWS::Lambda::Function')
      .map(([, , { Properties = {} }]) => [Properties['Description'], Properties['MemorySize']]),
  );
  for (const { name, memoryMb } of functionUses(input, workloadOf(input))) {
    expect([name, deployed.get(DESCRIPTIONS[name])]).toEqual([name, memoryMb]);
  }
});

it('a function with half a CPU takes twice the time for what it computes', () => {
  const uses = functionUses(input, workloadOf(input));
  const store = uses.find(({ name }) => name === 'position-store');
  // 200.7 records: (2.7 + 200.7 × 0.0166) ms × 1,769 / 1,024 + 3 × 2 ms
  expect(store?.durationMs).toBeCloseTo(16.42, 1);
  expect(store?.durationFormula).toBe('(2.7 ms + 201 records × 0.0166 ms) × 1,769 / 1024 MB + 3 requests × 2 ms');
});
