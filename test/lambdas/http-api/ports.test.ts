import type { Position } from '#domain/position.ts';
import { createFakeStore } from '../../fakes/http-api-ports.ts';
import { describePositionPorts } from '../../ports/http-api-ports.ts';

describePositionPorts('positions in memory', () => {
  const source = createFakeStore();
  const store = (positions: readonly Position[]) => {
    source.add(...positions);
    return Promise.resolve();
  };
  return Promise.resolve({ source, store });
});
