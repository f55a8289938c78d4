import type { Dictionary } from '../i18n/dictionary.ts';

/** An emergency in words; one that this page doesn't know is named as one that isn't specified. */
export function emergencyName(code: string, { panel }: Dictionary): string {
  const names: Readonly<Record<string, string>> = panel.emergency;
  return (Object.hasOwn(names, code) ? names[code] : undefined) ?? panel.emergency.reserved;
}
