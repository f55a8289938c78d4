import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogFields } from './log-fields.ts';

const storage = new AsyncLocalStorage<Record<string, unknown>>();

/**
 * Runs an invocation under fields that each of its log lines carries, whoever writes it: so that all lines of one
 * invocation, batch, run or viewer are found together. Within another one its fields are added to those.
 */
export function withCorrelation<T>(fields: LogFields, run: () => T): T {
  return storage.run({ ...storage.getStore(), ...fields }, run);
}

/** Adds fields that are known only later; outside of an invocation nothing happens. */
export function addCorrelation(fields: LogFields): void {
  Object.assign(storage.getStore() ?? {}, fields);
}

export const correlationFields = (): LogFields => storage.getStore() ?? {};
