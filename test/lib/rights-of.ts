import type { Resource } from './synthesise.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** An ARN as far as a template knows it; what is filled in later is `…`. */
export function arnText(value: unknown): string {
  if (typeof value === 'string') return value;
  const join = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'];
  return join === undefined ? '…' : join[1].map(arnText).join(join[0]);
}

/**
 * What policies allow, by the end of the ARN that they allow it on, from the kind of resource on: `topic/…/aircraft-positions`.
 * Actions are sorted.
 */
export function rightsOf(policies: readonly (readonly [string, Resource])[]): Record<string, string[]> {
  const rights: Record<string, string[]> = {};
  for (const [, { Properties }] of policies) {
    const { Statement: statements } = Properties?.['PolicyDocument'] as { Statement: Statement[] };
    for (const { Action, Resource: on } of statements) {
      for (const arn of [on].flat().map(arnText)) {
        const name = arn.replace(/^.*?:(?=(cluster|topic|group)\/)/, '').replace(/^….*?:?(topic|group)\//, '$1/');
        rights[name] = [...(rights[name] ?? []), ...[Action].flat()].sort();
      }
    }
  }
  return rights;
}
