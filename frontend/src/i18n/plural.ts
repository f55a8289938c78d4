import type { Language } from './languages.ts';

/** Forms of a counted noun. `many` is the French form from a million on ("1 000 000 d’avions"). */
export interface PluralForms {
  readonly one: string;
  readonly many?: string;
  readonly other: string;
}

/** Picks a plural form by the rules of one language (0 is singular in French, plural in English and German). */
export type Plural = (count: number, forms: PluralForms) => string;

export function createPlural(language: Language): Plural {
  const rules = new Intl.PluralRules(language);
  return (count, forms) => {
    const category = rules.select(count);
    if (category === 'one') return forms.one;
    return category === 'many' ? (forms.many ?? forms.other) : forms.other;
  };
}
