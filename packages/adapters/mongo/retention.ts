import { ENV } from '#contracts/names.ts';

/** How long positions are kept: those of live feeds, and all others. */
export interface Retention {
  readonly retentionLiveDays: number;
  readonly retentionSimulatedHours: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws Error naming the variable that is malformed */
export function readRetention(env: Environment): Retention {
  return {
    retentionLiveDays: positive(env, ENV.retentionLiveDays, 30),
    retentionSimulatedHours: positive(env, ENV.retentionSimulatedHours, 24),
  };
}

function positive(env: Environment, name: string, fallback: number): number {
  const text = env[name] || String(fallback);
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`${name} must be a whole number from 1, not "${text}"`);
}
