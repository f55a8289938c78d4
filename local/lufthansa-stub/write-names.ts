import type { JsonObject } from '#contracts/read.ts';
import { NAME_LANGUAGES, type Names } from '#domain/schedules/reference-data.ts';
import { oneOrMany } from './reply.ts';

/**
 * `Names` of a record. Without a language all there are, an object if it is one; with one that alone, in English where it is
 * missing, without a word about it. A record without a name has `{}`.
 * @param language upper case, `FR`
 */
export function writeNames(names: Names, language: string | null): JsonObject {
  const all = NAME_LANGUAGES.flatMap((code) => {
    const text = names[code];
    return text === undefined ? [] : [{ '@LanguageCode': code.toUpperCase(), $: text }];
  }).sort((a, b) => (a['@LanguageCode'] < b['@LanguageCode'] ? -1 : 1));
  if (language === null) return all.length === 0 ? {} : { Name: oneOrMany(all) };
  const chosen =
    [language, 'EN'].map((code) => all.find((name) => name['@LanguageCode'] === code)).find(Boolean) ?? all[0];
  return chosen === undefined ? {} : { Name: chosen };
}
