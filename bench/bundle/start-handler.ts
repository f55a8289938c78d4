import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';

const start = promisify(execFile);
const starter = fileURLToPath(new URL('./start-handler.mjs', import.meta.url));
const TIMEOUT_MS = 30_000;

const startSchema = z.object({
  /** When the process got to our first line. */
  startedMs: z.number(),
  /** When the module was loaded, and the CPU until then. */
  readyMs: z.number(),
  readyCpuMs: z.number(),
  answeredMs: z.number(),
  /** `answered 200`, the name and message of the error, or `not invoked`. */
  outcome: z.string(),
});

/** Milliseconds since a process began that started a function. */
export type HandlerStart = z.infer<typeof startSchema>;

export interface StartOptions {
  /** The module that exports `handler`. */
  readonly path: string;
  /** Null: it is only loaded. */
  readonly event: unknown;
  /** All that the function sees of the environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Starts a function in a fresh process and invokes it once. */
export async function startHandler({ path, event, env }: StartOptions): Promise<HandlerStart> {
  const args = ['--enable-source-maps', starter, pathToFileURL(path).href, JSON.stringify(event)];
  const { stdout } = await start(process.execPath, args, { env: { ...env }, timeout: TIMEOUT_MS });
  // The function's own lines come before.
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  return startSchema.parse(JSON.parse(last));
}
