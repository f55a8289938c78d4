/** What was found of one thing. `missing` stops a deployment, a `warning` doesn't. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'missing';
  /** What is so; never a secret. */
  readonly text: string;
  /** What to do, in steps: sentences, or commands as they are typed. */
  readonly remedies: readonly string[];
}

export const ok = (text: string): Finding => ({ level: 'ok', text, remedies: [] });
export const warning = (text: string, ...remedies: readonly string[]): Finding => ({
  level: 'warning',
  text,
  remedies,
});
export const missing = (text: string, ...remedies: readonly string[]): Finding => ({
  level: 'missing',
  text,
  remedies,
});
