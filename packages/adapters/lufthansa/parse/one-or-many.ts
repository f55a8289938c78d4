/**
 * The items of a collection. Lufthansa writes one item as itself and several as a list ("Known issues" of its
 * documentation), and leaves a collection without items out.
 */
export function oneOrMany(value: unknown): readonly unknown[] {
  if (value == null) return [];
  return Array.isArray(value) ? value : [value];
}
