import type { Place } from '#contracts/http-flights.ts';
import { createCell, type Cell, type ReadonlyCell } from '../state/cell.ts';
import { parseDateText } from './date-text.ts';
import type { RouteChoices } from './route-choices.ts';
import {
  allowedDates,
  DATE_FIELDS,
  dateProblem,
  EMPTY_FORM,
  isEmptyDate,
  NO_DATE,
  NO_PLACE,
  PLACE_FIELDS,
  withProblems,
  type DateFieldName,
  type FormProblems,
  type PlaceFieldName,
  type SearchForm,
  type StoredDates,
} from './search-form.ts';
import type { SearchUrl } from './search-url.ts';

/** Why the form changed by itself, or could not: said beside it. */
export type FormNotice =
  | { readonly kind: 'to-cleared'; readonly from: Place; readonly to: Place }
  | { readonly kind: 'swapped'; readonly from: Place | null; readonly to: Place | null }
  | { readonly kind: 'swap-impossible'; readonly place: Place };

/** The form with its rules: each change loads what the next field may offer, and drops what is no longer possible. */
export interface FormState {
  readonly form: ReadonlyCell<SearchForm>;
  readonly problems: Cell<FormProblems>;
  readonly notice: ReadonlyCell<FormNotice | null>;
  readonly storedDates: () => StoredDates;
  readonly typePlace: (field: PlaceFieldName, typed: string) => void;
  readonly choosePlace: (field: PlaceFieldName, place: Place | null) => void;
  /** Takes the one place that was typed, where there is just one; done when a field is left. */
  readonly settlePlace: (field: PlaceFieldName) => void;
  readonly typeDate: (field: DateFieldName, typed: string) => void;
  readonly chooseDate: (field: DateFieldName, date: string | null) => void;
  /** Shows a typed day in the usual form and says what is wrong with it; done when a field is left. */
  readonly settleDate: (field: DateFieldName) => void;
  /** All four fields. */
  readonly settle: () => void;
  /** Origin becomes destination, as far as that is possible. */
  readonly swap: () => void;
  /** Sets the form to what an address says. */
  readonly restore: (url: SearchUrl) => void;
  readonly setDates: (days: Pick<SearchUrl, 'date' | 'return'>) => void;
  /** Names places that only their codes were known of. */
  readonly learn: (from: Place, to: Place) => void;
  /** Loads all choices again, for another language. */
  readonly reload: () => void;
  readonly close: () => void;
}

export function createFormState(options: { readonly choices: RouteChoices; readonly today: () => string }): FormState {
  const { choices, today } = options;
  const form = createCell<SearchForm>(EMPTY_FORM);
  const problems = createCell<FormProblems>({});
  const notice = createCell<FormNotice | null>(null);
  let route = { from: null as string | null, to: null as string | null };

  const storedDates = (): StoredDates => ({
    outbound: choices.outboundDates.get().dates,
    inbound: choices.inboundDates.get().dates,
  });
  const readingOf = (field: PlaceFieldName) => (field === 'from' ? choices.origins : choices.destinations).get();

  function change(changed: Partial<SearchForm>): void {
    form.set({ ...form.get(), ...changed });
    followRoute();
  }

  /** The code of a field: of its place, or typed as the address names it. */
  function codeOf(field: PlaceFieldName): string | null {
    const { place, typed } = form.get()[field];
    return place?.code ?? (/^[A-Z0-9]{3}$/.test(typed) && readingOf(field).state !== 'ready' ? typed : null);
  }

  /** Loads what depends on the places when they are others. */
  function followRoute(): void {
    const next = { from: codeOf('from'), to: codeOf('to') };
    const before = route;
    route = next;
    if (next.from !== before.from) choices.loadDestinations(next.from);
    if (next.from !== before.from || next.to !== before.to) choices.loadDates(next.from, next.to);
  }

  /** Gives places their newest names, and codes their places. */
  function namePlaces(field: PlaceFieldName): void {
    const { place, typed } = form.get()[field];
    const { state, index } = readingOf(field);
    const code = place?.code ?? typed;
    if (state !== 'ready' || code === '') return;
    const known = index.byCode(code);
    if (known !== null && known !== place) change({ [field]: { place: known, typed: '' } });
  }

  function dropUnreachable(): void {
    const { from, to } = form.get();
    const { state, index } = choices.destinations.get();
    if (state !== 'ready' || from.place === null || to.place === null || index.byCode(to.place.code) !== null) return;
    change({ to: NO_PLACE });
    notice.set({ kind: 'to-cleared', from: from.place, to: to.place });
  }

  function checkDates(): void {
    const { outbound } = storedDates();
    if (outbound !== null && isEmptyDate(form.get().date)) {
      const first = outbound.find((day) => day >= today()) ?? outbound.at(-1);
      if (first !== undefined) form.set({ ...form.get(), date: { date: first, typed: null } });
    }
    for (const field of DATE_FIELDS) if (form.get()[field].typed === null) sayDateProblem(field);
  }

  function sayDateProblem(field: DateFieldName): void {
    const before = problems.get();
    const found = dateProblem(field, form.get(), storedDates());
    if (found === null && before[field] === 'missing' && isEmptyDate(form.get()[field])) return;
    problems.set(withProblems(before, { [field]: found }));
  }

  function choosePlace(field: PlaceFieldName, place: Place | null): void {
    notice.set(null);
    problems.set(withProblems(problems.get(), { [field]: null }));
    change({ [field]: place === null ? NO_PLACE : { place, typed: '' } });
  }

  function settlePlace(field: PlaceFieldName): void {
    const { place, typed } = form.get()[field];
    if (place !== null || typed.trim() === '') return;
    const { index } = readingOf(field);
    const found = index.find(typed);
    const only = index.exact(typed) ?? (found.total === 1 ? (found.places[0] ?? null) : null);
    if (only !== null) choosePlace(field, only);
  }

  function chooseDate(field: DateFieldName, date: string | null): void {
    notice.set(null);
    change({ [field]: { date, typed: null } });
    for (const one of DATE_FIELDS) if (form.get()[one].typed === null) sayDateProblem(one);
  }

  function settleDate(field: DateFieldName): void {
    const { date, typed } = form.get()[field];
    if (typed === null) return;
    if (date !== null) chooseDate(field, date);
    else if (typed.trim() === '') chooseDate(field, null);
    else sayDateProblem(field);
  }

  const stops = [
    choices.origins.subscribe(() => namePlaces('from')),
    choices.destinations.subscribe(() => {
      namePlaces('to');
      dropUnreachable();
    }),
    choices.outboundDates.subscribe(checkDates),
  ];

  return {
    form,
    problems,
    notice,
    storedDates,
    typePlace(field, typed) {
      notice.set(null);
      problems.set(withProblems(problems.get(), { [field]: null }));
      change({ [field]: { place: null, typed } });
    },
    choosePlace,
    settlePlace,
    typeDate(field, typed) {
      problems.set(withProblems(problems.get(), { [field]: null }));
      const known = allowedDates(field, form.get(), storedDates()) ?? [];
      change({ [field]: { date: parseDateText(typed, known), typed } });
    },
    chooseDate,
    settleDate,
    settle() {
      for (const field of PLACE_FIELDS) settlePlace(field);
      for (const field of DATE_FIELDS) settleDate(field);
    },
    swap() {
      const { from, to } = form.get();
      const origin = to.place === null ? null : choices.origins.get().index.byCode(to.place.code);
      if (to.place !== null && origin === null) {
        notice.set({ kind: 'swap-impossible', place: to.place });
        return;
      }
      problems.set(withProblems(problems.get(), { from: null, to: null }));
      change({ from: origin === null ? NO_PLACE : { place: origin, typed: '' }, to: from });
      notice.set({ kind: 'swapped', from: origin, to: from.place });
    },
    restore(url) {
      const place = (field: PlaceFieldName, code: string | null) => {
        if (code === null) return NO_PLACE;
        const current = form.get()[field];
        return current.place?.code === code ? current : { place: null, typed: code };
      };
      const day = (date: string | null) => (date === null ? NO_DATE : { date, typed: null });
      notice.set(null);
      problems.set({});
      change({
        from: place('from', url.from),
        to: place('to', url.to),
        date: day(url.date),
        return: day(url.return),
      });
      for (const field of PLACE_FIELDS) namePlaces(field);
      checkDates();
    },
    setDates({ date, return: back }) {
      chooseDate('date', date);
      chooseDate('return', back);
    },
    learn(from, to) {
      const places = { from, to };
      for (const field of PLACE_FIELDS) {
        const { place, typed } = form.get()[field];
        if (place === null && typed === places[field].code) choosePlace(field, places[field]);
      }
    },
    reload() {
      choices.loadOrigins();
      choices.loadDestinations(route.from);
    },
    close() {
      for (const stop of stops) stop();
    },
  };
}
