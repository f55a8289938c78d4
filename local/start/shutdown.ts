import type { Part } from './part.ts';

/** In this order parts end, so that each still has what it needs to do so: what others live from comes last. */
const STAGES = ['workers', 'web', 'servers'] as const;
export type Stage = (typeof STAGES)[number];

/** Knows what runs, tells when something ends by itself, and ends all of it. */
export interface Shutdown {
  add(stage: Stage, part: Part): void;
  /** Resolves with the reason of the first part that ends by itself, unless `stopAll` was called before. */
  readonly failed: Promise<string>;
  /** What fails to stop is reported and doesn't keep the others running. A part that is added later is stopped at once. */
  stopAll(): Promise<void>;
}

export function createShutdown(report: (line: string) => void): Shutdown {
  const running = new Map<Stage, Part[]>();
  let stopping = false;
  let fail: (reason: string) => void = () => undefined;
  const failed = new Promise<string>((resolve) => (fail = resolve));
  const stop = async (part: Part): Promise<void> => {
    try {
      await part.stop();
    } catch (error) {
      report(`${part.name} didn't stop: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    failed,
    add(stage, part) {
      if (stopping) {
        void stop(part);
        return;
      }
      running.set(stage, [...(running.get(stage) ?? []), part]);
      void part.failed.then((reason) => {
        if (!stopping) fail(reason);
      });
    },
    async stopAll() {
      stopping = true;
      for (const stage of STAGES) await Promise.all((running.get(stage) ?? []).map(stop));
    },
  };
}
