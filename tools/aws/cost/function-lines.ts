import { costLine, count, milliseconds, type CostLine } from './cost-line.ts';
import type { FunctionUse } from './function-uses.ts';

const group = 'Functions';

/** One line of requests and one of time for each function. */
export function functionLines(uses: readonly FunctionUse[]): CostLine[] {
  return uses.flatMap(({ name, memoryMb, invocations, durationMs }) => [
    costLine({
      group,
      name: `${name}: requests`,
      price: 'lambdaRequest' as const,
      factors: [count(invocations, 'invocations')],
    }),
    costLine({
      group,
      name: `${name}: time`,
      price: 'lambdaArm' as const,
      factors: [count(invocations, 'invocations'), milliseconds(durationMs), count(memoryMb / 1024, 'GB')],
    }),
  ]);
}
