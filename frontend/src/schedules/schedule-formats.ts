import type { Language } from '../i18n/languages.ts';

/** Days, times and durations of schedules as people of one language write them. Times are those of the airport's clocks. */
export interface ScheduleFormats {
  /** `22/06/2024`, German `22.06.2024`. */
  readonly date: (date: string) => string;
  /** `sam. 22 juin`: a day among others. */
  readonly shortDate: (date: string) => string;
  /** `samedi 22 juin 2024`. */
  readonly longDate: (date: string) => string;
  /** `juin 2024`. */
  readonly month: (month: string) => string;
  /** From Monday on: short, and in full for whoever hears it. */
  readonly weekdays: readonly { readonly short: string; readonly long: string }[];
  /** `06h51`, elsewhere `06:51`. @param local `2026-12-01T06:51` */
  readonly time: (local: string) => string;
  /** `UTC+1`, `UTC−3:30`. */
  readonly zone: (offsetMin: number) => string;
  /** `9 h 54 min`, German `9 Std. 54 Min.` */
  readonly duration: (minutes: number) => string;
  readonly count: (value: number) => string;
  readonly list: (items: readonly string[]) => string;
}

const NO_BREAK = '\u00a0';
/** British conventions for English: the day before the month. */
const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB', de: 'de-DE' };
const SPANS: Readonly<Record<Language, { readonly hour: string; readonly minute: string }>> = {
  fr: { hour: `${NO_BREAK}h`, minute: `${NO_BREAK}min` },
  en: { hour: 'h', minute: 'm' },
  de: { hour: `${NO_BREAK}Std.`, minute: `${NO_BREAK}Min.` },
};
const A_MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

export function createScheduleFormats(language: Language): ScheduleFormats {
  const locale = LOCALES[language];
  const dateOf = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (date: string): string => format.format(Date.parse(`${date}T00:00:00Z`));
  };
  const month = dateOf({ month: 'long', year: 'numeric' });
  const count = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const weekday = (width: 'short' | 'long') => {
    const format = new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' });
    return (day: number): string => format.format(A_MONDAY_MS + day * DAY_MS);
  };
  const short = weekday('short');
  const long = weekday('long');
  const { hour, minute } = SPANS[language];

  return {
    date: dateOf({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    shortDate: dateOf({ weekday: 'short', day: 'numeric', month: 'short' }),
    longDate: dateOf({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    month: (text) => month(`${text}-01`),
    weekdays: Array.from({ length: 7 }, (_, day) => ({ short: short(day).slice(0, 2), long: long(day) })),
    time: (local) => local.slice(11, 16).replace(':', language === 'fr' ? 'h' : ':'),
    zone(offsetMin) {
      const minutes = Math.abs(offsetMin);
      const rest = minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`;
      return `UTC${offsetMin < 0 ? '−' : '+'}${Math.floor(minutes / 60)}${rest}`;
    },
    duration(minutes) {
      const hours = Math.floor(minutes / 60);
      const rest = minutes % 60;
      if (hours === 0) return `${rest}${minute}`;
      const shown = language === 'en' ? String(rest) : String(rest).padStart(2, '0');
      return rest === 0 ? `${hours}${hour}` : `${hours}${hour}${NO_BREAK}${shown}${minute}`;
    },
    count: (value) => count.format(value),
    list: (items) => list.format(items),
  };
}
