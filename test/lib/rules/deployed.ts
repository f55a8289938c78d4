import { plainId, type Resource } from '../synthesise.ts';

/** A resource with the stack that it is in. */
export interface Placed {
  readonly stack: string;
  readonly id: string;
  readonly resource: Resource;
}

/** What one deployment is made of. */
export interface Deployed {
  /** Templates as CloudFormation gets them, by stack. */
  readonly templates: ReadonlyMap<string, object>;
  readonly resources: readonly Placed[];
}

/** Looks for one kind of fault: `<stack> <logical id without its hash>`, and `: <what>` where there may be several. */
export type Rule = (deployed: Deployed) => readonly string[];

/** An object whose form isn't known. */
export type Json = Readonly<Record<string, unknown>>;
export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** CloudFormation takes one for a list of one. */
export const listOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat());
/** As the rules name a resource. */
export const nameOf = ({ stack, id }: Placed): string => `${stack} ${plainId(id)}`;

/** Every value within a value, itself included. */
export function* within(value: unknown): Generator {
  yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) yield* within(part);
}

/** A text as it will be, as far as the template knows: what is filled in later is `…`. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const join = isJson(value) ? value['Fn::Join'] : undefined;
  if (!Array.isArray(join)) return '…';
  const [separator, parts] = join as [string, unknown];
  return Array.isArray(parts) ? parts.map(textOf).join(separator) : '…';
}

/** For rules that look at one resource at a time. */
export const ofType =
  (types: RegExp, faultsOf: (properties: Json, placed: Placed) => readonly string[]): Rule =>
  ({ resources }) =>
    resources
      .filter(({ resource }) => types.test(resource.Type))
      .flatMap((placed) =>
        faultsOf(placed.resource.Properties ?? {}, placed).map((what) =>
          what === '' ? nameOf(placed) : `${nameOf(placed)}: ${what}`,
        ),
      );
