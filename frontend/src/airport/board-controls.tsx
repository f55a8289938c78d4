import { useRef } from 'preact/hooks';
import type { BoardDirection } from '#contracts/http-board.ts';
import { addDays, isCalendarDate } from '#domain/calendar-date.ts';
import { Icon } from '../ui/icons.tsx';
import { usePage } from '../ui/page-context.tsx';
import { useCell } from '../ui/use-cell.ts';
import { MAX_FILTER_LENGTH } from './airport-url.ts';
import { useAirportBoard } from './airport-context.tsx';
import type { AirportClock } from './airport-clock.ts';
import type { JSX } from 'preact';

const DIRECTIONS = ['departures', 'arrivals'] as const satisfies readonly BoardDirection[];
/** Where the arrow keys and Home and End lead to, of two tabs. */
const KEY_TARGETS: Readonly<Record<string, (index: number) => number>> = {
  ArrowLeft: (index) => 1 - index,
  ArrowRight: (index) => 1 - index,
  Home: () => 0,
  End: () => 1,
};
export const PANEL_ID = 'board';
export const tabId = (direction: BoardDirection): string => `tab-${direction}`;

/** Departures and arrivals as tabs (WAI-ARIA APG: chosen with the focus, one stop of the Tab key). */
export function BoardTabs(): JSX.Element {
  const { board, texts } = useAirportBoard();
  const { direction } = useCell(board.view);
  const tabs = useRef<HTMLDivElement>(null);
  return (
    <div ref={tabs} class="tabs" role="tablist" aria-label={texts.boards}>
      {DIRECTIONS.map((name, index) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={tabId(name)}
          class="tab"
          aria-selected={name === direction}
          aria-controls={PANEL_ID}
          tabIndex={name === direction ? 0 : -1}
          data-testid={tabId(name)}
          onClick={() => board.showDirection(name)}
          onKeyDown={(event) => {
            const target = DIRECTIONS[KEY_TARGETS[event.key]?.(index) ?? -1];
            if (target === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
            event.preventDefault();
            board.showDirection(target);
            tabs.current?.querySelector<HTMLElement>(`#${tabId(target)}`)?.focus();
          }}
        >
          <Icon name={name === 'departures' ? 'takeOff' : 'landing'} size={18} />
          {texts.directions[name]}
        </button>
      ))}
    </div>
  );
}

/** Day and filter. */
export function BoardControls({ clock }: { readonly clock: AirportClock }): JSX.Element {
  const { board, texts } = useAirportBoard();
  const { serverTime } = usePage();
  const { date, filter } = useCell(board.view);
  const today = clock.date(serverTime.nowMs());
  const tomorrow = addDays(today, 1);
  return (
    <div class="board-controls">
      <fieldset class="segments">
        <legend class="visually-hidden">{texts.days.label}</legend>
        <DayChoice date={null} label={texts.days.now} />
        <DayChoice date={today} label={texts.days.today} />
        <DayChoice date={tomorrow} label={texts.days.tomorrow} />
      </fieldset>
      <label class="board-date">
        <span class="visually-hidden">{texts.days.other}</span>
        <input
          type="date"
          value={date ?? ''}
          title={texts.days.other}
          data-testid="board-date"
          data-chosen={date !== null && date !== today && date !== tomorrow}
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (value === '' || isCalendarDate(value)) board.showDate(value === '' ? null : value);
          }}
        />
      </label>
      <label class="filter board-filter">
        <Icon name="search" size={18} />
        <span class="visually-hidden">{texts.filter}</span>
        <input
          type="search"
          value={filter}
          placeholder={texts.filterHint}
          autocomplete="off"
          spellcheck={false}
          maxLength={MAX_FILTER_LENGTH}
          data-testid="board-filter"
          onInput={(event) => board.filter(event.currentTarget.value)}
        />
      </label>
    </div>
  );
}

function DayChoice(props: { readonly date: string | null; readonly label: string }): JSX.Element {
  const { board } = useAirportBoard();
  const { date } = useCell(board.view);
  return (
    <label class="segment">
      <input
        type="radio"
        name="board-day"
        checked={date === props.date}
        data-testid={`day-${props.date ?? 'now'}`}
        onChange={() => board.showDate(props.date)}
      />
      <span>{props.label}</span>
    </label>
  );
}
