import type { SourceSettings } from './position-source.ts';

/** An option that is missing or wrong; the message names it and says what would be right. */
export class SettingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SettingError';
  }
}

export interface NumberRange {
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
  /** @default false */
  readonly whole?: boolean;
}

/** A number in range, or the fallback where the option isn't given. */
export function numberSetting(
  settings: SourceSettings,
  name: string,
  { fallback, min, max, whole = false }: NumberRange,
): number {
  const text = settings[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  throw new SettingError(`--${name} must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}, not "${text}"`);
}

/** A list separated by commas, each part trimmed; empty where the option isn't given. */
export function listSetting(settings: SourceSettings, name: string): string[] {
  return (settings[name] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** One of the members, or the fallback where the option isn't given. */
export function memberSetting<T extends string>(
  settings: SourceSettings,
  name: string,
  members: readonly T[],
  fallback: T,
): T {
  const text = settings[name];
  if (!text) return fallback;
  const found = members.find((candidate) => candidate === text);
  if (found !== undefined) return found;
  throw new SettingError(`--${name} must be one of ${members.join(', ')}, not "${text}"`);
}

/** @param remedy what to set, for the error */
export function requiredSetting(settings: SourceSettings, name: string, remedy: string): string {
  const text = settings[name];
  if (text === undefined || text === '') throw new SettingError(`--${name} is missing: ${remedy}`);
  return text;
}
