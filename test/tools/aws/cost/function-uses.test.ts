import { expect, it } from 'vitest';
import { deploymentConfig } from '../../../../lib/config.ts';
import { functionUses } from '../../../../tools/aws/cost/function-uses.ts';
import { workloadOf } from '../../../../tools/aws/cost/workload.ts';

it('a function with half a CPU takes twice the time for what it computes', () => {
  const input = { aircraft: 1000, viewers: 100, viewerHoursPerDay: 24, settings: deploymentConfig('dev') };
  const store = functionUses(input, workloadOf(input)).find(({ name }) => name === 'position-store');
  // 67 records: (2.7 + 67 × 0.0166) ms × 1,769 / 1,024 + 3 × 2 ms
  expect(store?.durationMs).toBeCloseTo(12.59, 1);
  expect(store?.durationFormula).toBe('(2.7 ms + 67 records × 0.0166 ms) × 1,769 / 1024 MB + 3 requests × 2 ms');
});
