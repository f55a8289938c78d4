import type { Part } from './part.ts';

/**
 * Parts that end in groups: the group added last ends first, the members of one group at the same time. What fails to
 * stop is reported and doesn't keep the others running.
 */
export interface Shutdown {
  add(parts: readonly Part[]): void;
  /** Resolves with the reason of the first part that ends by itself, unless `stopAll` was called before. */
  readonly failed: Promise<string>;
  stopAll(): Promise<void>;
}

export function createShutdown(report: (line: string) => void): Shutdown {
  const groups: (readonly Part[])[] = [];
  let stopping = false;
  let fail: (reason: string) => void = () => undefined;
  const failed = new Promise<string>((resolve) => (fail = resolve));
  return {
    failed,
    add(parts) {
      groups.push(parts);
      for (const part of parts) {
        void part.failed.then((reason) => {
          if (!stopping) fail(reason);
        });
      }
    },
    async stopAll() {
      stopping = true;
      for (const group of groups.splice(0).reverse()) {
        const results = await Promise.allSettled(group.map((part) => part.stop()));
        results.forEach((result, index) => {
          if (result.status === 'rejected')
            report(`${group[index]?.name ?? 'a part'} didn't stop: ${String(result.reason)}`);
        });
      }
    },
  };
}
