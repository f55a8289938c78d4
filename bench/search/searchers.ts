/**
 * Searches by HTTP, so many at a time, each searcher with its next search as soon as it has the answer to the one before:
 * `node searchers.ts`, with its task as a message of the process that started it. A process of its own, so that its waiting
 * isn't the server's.
 */
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { isJsonObject } from '#contracts/read.ts';

/** What to do. */
export interface SearchTask {
  readonly port: number;
  /** Paths in the order in which they are asked for; from the begin again at the end. */
  readonly paths: readonly string[];
  readonly concurrency: number;
  /** Searches that aren't counted: the first ones find nothing warm. */
  readonly warmUp: number;
  readonly searches: number;
}

/** What became of it. */
export interface SearchFigures {
  /** From the request to the last byte of its answer, ms. */
  readonly latenciesMs: readonly number[];
  readonly seconds: number;
  readonly bytes: number;
  /** Answers other than 200. */
  readonly failures: number;
}

/** As a browser asks. */
const HEADERS = { Accept: 'application/json', 'Accept-Encoding': 'gzip, deflate, br' };

interface Reply {
  readonly status: number;
  readonly bytes: number;
}

export async function runSearches(task: SearchTask): Promise<SearchFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: task.concurrency });
  const ask = (path: string): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port: task.port, path, agent, headers: HEADERS }, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes }));
        response.on('error', reject);
      });
      asked.on('error', reject);
      asked.end();
    });

  let next = 0;
  const search = async (until: number, tell: (reply: Reply, ms: number) => void): Promise<void> => {
    while (next < until) {
      const path = task.paths[next % task.paths.length] ?? '/';
      next += 1;
      const startedMs = performance.now();
      tell(await ask(path), performance.now() - startedMs);
    }
  };
  const all = (until: number, tell: (reply: Reply, ms: number) => void) =>
    Promise.all(Array.from({ length: task.concurrency }, () => search(until, tell)));

  await all(task.warmUp, () => undefined);
  const latenciesMs: number[] = [];
  const total = { bytes: 0, failures: 0 };
  const startedMs = performance.now();
  await all(task.warmUp + task.searches, ({ status, bytes }, ms) => {
    latenciesMs.push(ms);
    total.bytes += bytes;
    if (status !== 200) total.failures += 1;
  });
  const seconds = (performance.now() - startedMs) / 1000;
  agent.destroy();
  return { latenciesMs, seconds, ...total };
}

function isTask(value: unknown): value is SearchTask {
  return isJsonObject(value) && typeof value['port'] === 'number' && Array.isArray(value['paths']);
}

process.once('message', (task: unknown) => {
  if (!isTask(task)) throw new TypeError('the message is no task');
  void runSearches(task).then((figures) => process.send?.(figures, undefined, undefined, () => process.exit(0)));
});
