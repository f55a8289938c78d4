import { NAME_LANGUAGES, type NameLanguage, type Names } from '#domain/schedules/reference-data.ts';
import { oneOrMany } from './one-or-many.ts';
import { objectOf } from './read-member.ts';
import { textOf } from './read-scalar.ts';

/**
 * Reads `Names: { Name: [{ "@LanguageCode": "DE", "$": "Deutschland" }, …] }`, where `Name` may be one object or missing.
 * The language is the one that the name has, not the one asked for: the API answers in English where it has no French.
 * Its codes come in either case. The first of two names in one language counts.
 */
export function parseNames(names: unknown): Names {
  const found: Partial<Record<NameLanguage, string>> = {};
  for (const entry of oneOrMany(objectOf(names)['Name'])) {
    const { '@LanguageCode': code, $: value } = objectOf(entry);
    const language = NAME_LANGUAGES.find((candidate) => candidate === textOf(code)?.toLowerCase());
    const name = textOf(value);
    if (language !== undefined && name !== null) found[language] ??= name;
  }
  return found;
}
