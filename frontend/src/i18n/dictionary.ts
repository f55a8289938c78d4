import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Language } from './languages.ts';

/** Every text of the page. French is the original; the other languages must have exactly its keys and arguments. */
export type Dictionary = typeof fr;

const DICTIONARIES: Readonly<Record<Language, Dictionary>> = { fr, en, de };

export function dictionaryOf(language: Language): Dictionary {
  return DICTIONARIES[language];
}
