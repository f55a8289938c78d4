import type { Logger } from '#adapters/observability/logger.ts';

/** Message of the log line that says that the trigger works. */
export const HOSTED = 'function hosted';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A function with its trigger, running. */
export interface HostedFunction {
  stop(): Promise<void>;
  /** A message of the process that started this one. */
  receive?(message: unknown): void;
}

/** Starts a function with its trigger; resolves once the trigger works. */
export type HostFunction = (env: Environment, logger: Logger) => Promise<HostedFunction>;
