import { useState } from 'preact/hooks';
import type { Board } from '#contracts/http-board.ts';
import { Icon } from '../ui/icons.tsx';
import { useFormats, useTexts } from '../ui/page-context.tsx';
import { useCell } from '../ui/use-cell.ts';
import { useServerTick } from '../ui/use-tick.ts';
import { filterFlights } from './board-rows.ts';
import { BoardTable } from './board-table.tsx';
import { PANEL_ID, tabId } from './board-controls.tsx';
import { useAirportBoard } from './airport-context.tsx';
import type { AirportClock } from './airport-clock.ts';
import type { BoardReading } from './airport-board.ts';
import type { JSX } from 'preact';

/** Rows that are shown at first, and again with each wish for more. */
const ROWS_AT_ONCE = 100;

/** What belongs to the chosen tab, from a waiting sign to the table. */
export function BoardPanel({ clock }: { readonly clock: AirportClock }): JSX.Element {
  const { board } = useAirportBoard();
  const { direction } = useCell(board.view);
  const reading = useCell(board.reading);
  return (
    <div
      role="tabpanel"
      id={PANEL_ID}
      class="board"
      aria-labelledby={tabId(direction)}
      aria-busy={reading.state === 'loading'}
      data-testid="board"
    >
      <div class="board-summary">
        <BoardState reading={reading} />
        {reading.state === 'ready' && <StatusAge board={reading.board} isOutdated={reading.isOutdated} />}
      </div>
      {reading.state === 'loading' && <Skeleton />}
      {reading.state === 'ready' && <ReadyBoard board={reading.board} clock={clock} />}
    </div>
  );
}

function BoardState({ reading }: { readonly reading: BoardReading }): JSX.Element {
  const { board, texts, formats } = useAirportBoard();
  const { direction, filter } = useCell(board.view);
  const common = useTexts().common;
  return (
    <div role="status" class="board-state" data-testid="board-state">
      {reading.state === 'loading' && (
        <p class="page-busy">
          <span class="spinner" aria-hidden="true" />
          {texts.loading}
        </p>
      )}
      {reading.state === 'ready' && (
        <p class={reading.board.flights.length === 0 ? 'visually-hidden' : ''}>
          {countText(reading.board.flights.length, filterFlights(reading.board.flights, filter).length)}
        </p>
      )}
      {reading.state === 'failed' && (
        <div class="card card-danger" data-testid="board-failed">
          <h2>{texts.failed.title}</h2>
          <p>{texts.failed[reading.reason]}</p>
          <button type="button" class="button" onClick={board.again}>
            {common.retry}
          </button>
        </div>
      )}
    </div>
  );

  function countText(total: number, found: number): string {
    const all = texts.count[direction](total, formats.count(total));
    return found === total ? all : texts.countOf(formats.count(found), all);
  }
}

interface ReadyProps {
  readonly board: Board;
  readonly clock: AirportClock;
}

function ReadyBoard({ board, clock }: ReadyProps): JSX.Element {
  const { board: shown, texts, formats } = useAirportBoard();
  const { filter } = useCell(shown.view);
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  const found = filterFlights(board.flights, filter);
  const more = Math.min(ROWS_AT_ONCE, found.length - limit);
  return (
    <>
      {found.length === 0 ? (
        <Nothing board={board} />
      ) : (
        <BoardTable board={board} flights={found.slice(0, limit)} clock={clock} />
      )}
      {more > 0 && (
        <button
          type="button"
          class="button board-more"
          data-testid="board-more"
          onClick={() => setLimit(limit + ROWS_AT_ONCE)}
        >
          {texts.more(formats.count(more))}
        </button>
      )}
      {board.isTruncated && more <= 0 && (
        <p class="board-note">{texts.truncated(formats.count(board.flights.length))}</p>
      )}
    </>
  );
}

/** How old what is known of delays is; without it only the schedule is known. */
function StatusAge(props: { readonly board: Board; readonly isOutdated: boolean }): JSX.Element | null {
  const { texts } = useAirportBoard();
  const formats = useFormats();
  const nowMs = useServerTick();
  const { statusAtMs, flights } = props.board;
  return (
    <div class="board-age" data-testid="board-age">
      {props.isOutdated && (
        <p class="board-outdated">
          <Icon name="warning" size={16} />
          {texts.outdated}
        </p>
      )}
      {statusAtMs !== null && (
        <p>
          <Icon name="refresh" size={16} />
          {texts.statusRead(formats.ago(nowMs - statusAtMs))}
        </p>
      )}
      {statusAtMs === null && flights.length > 0 && (
        <p>
          <Icon name="calendar" size={16} />
          {texts.scheduleOnly}
        </p>
      )}
    </div>
  );
}

function Nothing({ board }: { readonly board: Board }): JSX.Element {
  const { board: shown, texts } = useAirportBoard();
  const { filter, date } = useCell(shown.view);
  if (board.flights.length > 0) {
    return (
      <div class="card board-empty" data-testid="board-no-match">
        <p>{texts.noMatch(filter)}</p>
        <button type="button" class="button" onClick={() => shown.filter('')}>
          {texts.clearFilter}
        </button>
      </div>
    );
  }
  return (
    <div class="card board-empty" data-testid="board-empty">
      <p class="board-empty-title">{texts.empty[board.direction]}</p>
      <p>{texts.emptyHint}</p>
      {date !== null && (
        <button type="button" class="button" onClick={() => shown.showDate(null)}>
          {texts.days.now}
        </button>
      )}
    </div>
  );
}

/** Rows of a board that isn't there yet. */
function Skeleton(): JSX.Element {
  return (
    <div class="card skeleton" aria-hidden="true">
      {Array.from({ length: 8 }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  );
}
