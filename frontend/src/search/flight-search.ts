import type { AddressBar } from '../state/address-sync.ts';
import type { Language } from '../i18n/languages.ts';
import type { ScheduleClient } from '../api/schedule-client.ts';
import type { Scheduler } from '../live/scheduler.ts';
import { createCell, type Cell, type ReadonlyCell } from '../state/cell.ts';
import { PATHS, routeOfPath } from '../state/route.ts';
import { createFlightResults, type FlightResults } from './flight-results.ts';
import { createFormState, type FormState } from './form-state.ts';
import { createRouteChoices, type RouteChoices } from './route-choices.ts';
import { problemsOf, queryOfForm } from './search-form.ts';
import {
  FIRST_VIEW,
  formatSearchUrl,
  parseSearchUrl,
  queryOf,
  type DirectionName,
  type DirectionView,
  type ResultView,
  type SearchQuery,
} from './search-url.ts';

/** The search apart from how it looks. */
export interface FlightSearch extends Pick<FormState, 'form' | 'problems' | 'notice'> {
  readonly fields: FormState;
  readonly choices: RouteChoices;
  readonly results: FlightResults;
  readonly view: ReadonlyCell<ResultView>;
  /** Set when the next answer is to take the focus; whoever gives it sets it back. */
  readonly focusWanted: Cell<boolean>;
  /** Checks the form and searches. @returns whether it could */
  readonly submit: () => boolean;
  /** The same search for another day, and its address for a link. */
  readonly onDay: (direction: DirectionName, date: string) => SearchQuery | null;
  readonly addressOf: (query: SearchQuery) => string;
  readonly search: (query: SearchQuery) => void;
  /** Changes sort or page of one direction; another sort begins at the first page. */
  readonly show: (direction: DirectionName, change: Partial<DirectionView>) => void;
  readonly showDirectOnly: (directOnly: boolean) => void;
  /** Today at the server, in UTC. */
  readonly today: () => string;
  readonly close: () => void;
}

export interface FlightSearchOptions {
  readonly client: ScheduleClient;
  readonly scheduler: Scheduler;
  readonly address: AddressBar;
  readonly language: ReadonlyCell<Language>;
  /** Today at the server, in UTC: `2026-11-24`. */
  readonly today: () => string;
}

/**
 * Keeps form, answer and address saying the same: a search makes a step in the history, sort and page are written in place,
 * and a step through the history brings form and answer back.
 */
export function createFlightSearch(options: FlightSearchOptions): FlightSearch {
  const { client, scheduler, address } = options;
  const language = (): Language => options.language.get();
  const choices = createRouteChoices({ client, scheduler, language });
  const fields = createFormState({ choices, today: options.today });
  const results = createFlightResults({ client, language });
  const view = createCell<ResultView>(FIRST_VIEW);
  const focusWanted = createCell(false);

  function restore(): void {
    if (routeOfPath(address.pathname()) !== 'flights') return;
    const url = parseSearchUrl(address.search());
    view.set(url.view);
    fields.restore(url);
    const query = queryOf(url);
    if (query === null) results.clear();
    else results.search(query);
  }

  function addressOf(query: SearchQuery, shown: ResultView = FIRST_VIEW): string {
    return PATHS.flights + formatSearchUrl(query, shown, address.search());
  }

  function search(query: SearchQuery): void {
    view.set({ ...FIRST_VIEW, directOnly: view.get().directOnly });
    address.push(addressOf(query, view.get()));
    fields.setDates(query);
    focusWanted.set(true);
    results.search(query);
  }

  function changeView(next: ResultView): void {
    view.set(next);
    const reading = results.reading.get();
    if (reading.state !== 'none') address.replace(addressOf(reading.query, next));
  }

  const stops = [
    address.onPop(restore),
    options.language.subscribe(() => {
      fields.reload();
      results.again();
    }),
    results.reading.subscribe((reading) => {
      if (reading.state !== 'ready') return;
      fields.learn(reading.flights.outbound.from, reading.flights.outbound.to);
    }),
    choices.origins.subscribe(({ state }) => {
      const reading = results.reading.get();
      if (state === 'ready' && reading.state === 'failed' && reading.reason === 'unavailable') results.again();
    }),
  ];
  choices.loadOrigins();
  restore();

  return {
    form: fields.form,
    problems: fields.problems,
    notice: fields.notice,
    fields,
    choices,
    results,
    view,
    focusWanted,
    submit() {
      fields.settle();
      const form = fields.form.get();
      const problems = problemsOf(form, fields.storedDates());
      fields.problems.set(problems);
      const query = Object.keys(problems).length === 0 ? queryOfForm(form) : null;
      if (query !== null) search(query);
      return query !== null;
    },
    onDay(direction, date) {
      const reading = results.reading.get();
      if (reading.state === 'none') return null;
      const { query } = reading;
      if (direction === 'inbound') return { ...query, return: date };
      return { ...query, date, return: query.return !== null && query.return < date ? null : query.return };
    },
    addressOf: (query) => addressOf(query),
    today: options.today,
    search,
    show(direction, change) {
      const before = view.get();
      const page = change.page ?? (change.sort === undefined ? before[direction].page : 1);
      changeView({ ...before, [direction]: { ...before[direction], ...change, page } });
    },
    showDirectOnly(directOnly) {
      const { outbound, inbound } = view.get();
      changeView({ outbound: { ...outbound, page: 1 }, inbound: { ...inbound, page: 1 }, directOnly });
    },
    close() {
      for (const stop of stops) stop();
      fields.close();
      choices.close();
      results.close();
    },
  };
}
