import type { Place } from '#contracts/http-flights.ts';
import type { SearchQuery } from './search-url.ts';

export const PLACE_FIELDS = ['from', 'to'] as const;
export type PlaceFieldName = (typeof PLACE_FIELDS)[number];
export const DATE_FIELDS = ['date', 'return'] as const;
export type DateFieldName = (typeof DATE_FIELDS)[number];
export type FieldName = PlaceFieldName | DateFieldName;

/** What was chosen, or what was typed and stands for nothing yet. */
export interface PlaceField {
  readonly place: Place | null;
  /** Without meaning beside a place. */
  readonly typed: string;
}
export interface DateField {
  readonly date: string | null;
  /** The text as it is being typed; null where the field shows `date`. */
  readonly typed: string | null;
}

export interface SearchForm
  extends Readonly<Record<PlaceFieldName, PlaceField>>, Readonly<Record<DateFieldName, DateField>> {}

export const NO_PLACE: PlaceField = { place: null, typed: '' };
export const NO_DATE: DateField = { date: null, typed: null };
export const EMPTY_FORM: SearchForm = { from: NO_PLACE, to: NO_PLACE, date: NO_DATE, return: NO_DATE };

export function isEmptyDate({ date, typed }: DateField): boolean {
  return date === null && (typed ?? '').trim() === '';
}

/**
 * What is wrong with a field: nothing in it; a text that isn't one of the places or no day;
 * a day on which nothing is stored; a way back before the way there.
 */
export type FieldProblem = 'missing' | 'unknown' | 'unreadable' | 'not-stored' | 'before-departure';
export type FormProblems = Readonly<Partial<Record<FieldName, FieldProblem>>>;

/** Days on which something is stored; null while that isn't known, and nothing can be said against a day. */
export interface StoredDates {
  readonly outbound: readonly string[] | null;
  readonly inbound: readonly string[] | null;
}

/** The days that the field allows; null while they aren't known. */
export function allowedDates(field: DateFieldName, form: SearchForm, dates: StoredDates): readonly string[] | null {
  if (field === 'date') return dates.outbound;
  const { date } = form.date;
  return dates.inbound?.filter((day) => date === null || day >= date) ?? null;
}

/** Checks a form as it is sent. */
export function problemsOf(form: SearchForm, dates: StoredDates): FormProblems {
  const found: Record<FieldName, FieldProblem | null> = {
    from: placeProblem(form.from),
    to: placeProblem(form.to),
    date: isEmptyDate(form.date) ? 'missing' : dateProblem('date', form, dates),
    return: dateProblem('return', form, dates),
  };
  return withProblems({}, found);
}

/** The problems with those of some fields set or, by null, taken away. */
export function withProblems(
  before: FormProblems,
  found: Readonly<Partial<Record<FieldName, FieldProblem | null>>>,
): FormProblems {
  const problems: Partial<Record<FieldName, FieldProblem>> = {};
  for (const field of [...PLACE_FIELDS, ...DATE_FIELDS]) {
    const problem = found[field] === undefined ? before[field] : found[field];
    if (problem != null) problems[field] = problem;
  }
  return problems;
}

/** What can be said against the day in a field before the form is sent; an empty field is fine until then. */
export function dateProblem(field: DateFieldName, form: SearchForm, dates: StoredDates): FieldProblem | null {
  const { date } = form[field];
  if (isEmptyDate(form[field])) return null;
  if (date === null) return 'unreadable';
  if (field === 'return' && form.date.date !== null && date < form.date.date) return 'before-departure';
  const stored = field === 'date' ? dates.outbound : dates.inbound;
  return stored === null || stored.includes(date) ? null : 'not-stored';
}

function placeProblem({ place, typed }: PlaceField): FieldProblem | null {
  if (place !== null) return null;
  return typed.trim() === '' ? 'missing' : 'unknown';
}

/** The search that a form without problems asks for. */
export function queryOfForm(form: SearchForm): SearchQuery | null {
  const { from, to, date, return: back } = form;
  if (from.place === null || to.place === null || date.date === null) return null;
  return { from: from.place.code, to: to.place.code, date: date.date, return: back.date };
}
