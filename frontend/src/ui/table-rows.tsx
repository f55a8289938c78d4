import { Icon } from './icons.tsx';
import { altitudeBand } from '../map/altitude-scale.ts';
import { confirmation } from '../live/confirmation.ts';
import { feedIntervalMs } from '../state/feed-interval.ts';
import { emergencyName } from './emergency-name.ts';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import type { JSX, TargetedKeyboardEvent } from 'preact';
import type { ShownRow } from '../state/aircraft-table.ts';
import type { PageState } from '../state/page-state.ts';
import type { TableRow } from '../state/table-rows.ts';

/** The rows of one page. Values, ages among them, change with the refresh of the table and not in between. */
export function TableRows({ rows }: { readonly rows: readonly ShownRow[] }): JSX.Element {
  const { state, serverTime } = usePage();
  const selected = useCell(state.selection);
  const nowMs = serverTime.nowMs();
  return (
    <tbody onKeyDown={moveBetweenRows}>
      {rows.map(({ row, gone }) => (
        <Row key={row.icao24} row={row} gone={gone} selected={row.icao24 === selected} nowMs={nowMs} />
      ))}
    </tbody>
  );
}

interface RowProps {
  readonly row: TableRow;
  readonly gone: boolean;
  readonly selected: boolean;
  readonly nowMs: number;
}

function Row({ row, gone, selected, nowMs }: RowProps): JSX.Element {
  const { state, theme } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  const shown = useCell(theme);
  const name = row.callsign ?? row.registration ?? row.icao24.toUpperCase();
  const select = (): void => state.selection.set(row.icao24);
  const text = (value: string | null): string => value ?? texts.common.none;
  const hasRoute = row.origin !== null || row.destination !== null;
  return (
    <tr
      class={`${selected ? 'row-selected' : ''} ${gone ? 'row-gone' : ''} ${row.emergency === null ? '' : 'row-emergency'}`}
      data-icao={row.icao24}
      onClick={select}
      {...(selected ? { 'aria-current': true as const } : {})}
    >
      <th scope="row">
        <button type="button" class="row-name" aria-label={texts.table.select(name)} onClick={select}>
          {name}
        </button>
        {row.emergency !== null && (
          // On a narrow screen the column of the squawk is out of sight.
          <div class="emergency-beside">
            <EmergencyMark row={row} code={row.emergency} />
          </div>
        )}
      </th>
      <td>{text(row.flight)}</td>
      <td>{text(row.registration)}</td>
      <td>{text(row.type)}</td>
      <td>{hasRoute ? `${text(row.origin)} – ${text(row.destination)}` : texts.common.none}</td>
      <td class="number">
        <span class="band" style={{ '--band': altitudeBand(row.altitudeM, row.onGround).colour[shown] }} />
        {row.onGround ? texts.panel.onGround : formats.altitude(row.altitudeM)}
      </td>
      <td class="number">{formats.speed(row.speedMps)}</td>
      <td class="number">{formats.track(row.trackDeg)}</td>
      <td class="number">{formats.verticalRate(row.verticalRateMps)}</td>
      <td data-testid={`squawk-${row.icao24}`}>
        {row.emergency === null ? text(row.squawk) : <EmergencyMark row={row} code={row.emergency} />}
      </td>
      <td class="number">{formats.duration(howOldMs(row, state, nowMs))}</td>
    </tr>
  );
}

/** Since when it isn't known where the aircraft is: the record may be older, as long as silence means "as predicted". */
function howOldMs(row: TableRow, state: Pick<PageState, 'watched' | 'status'>, nowMs: number): number {
  const intervalMs = feedIntervalMs(state.status.get().status, row.feed ?? '');
  return confirmation(row, { watched: state.watched.get(), intervalMs, nowMs }).withinMs;
}

/** Told by a sign and in words, so that it needs no colour: `7700 détresse`. */
function EmergencyMark({ row, code }: { readonly row: TableRow; readonly code: string }): JSX.Element {
  const texts = useTexts();
  return (
    <span class="emergency-mark">
      <Icon name="emergency" size={16} />
      {row.squawk === null ? '' : `${row.squawk} `}
      {emergencyName(code, texts)}
    </span>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

/** Arrow keys move the focus from row to row. */
function moveBetweenRows(event: TargetedKeyboardEvent<HTMLTableSectionElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.row-name')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  if (at < 0) return;
  const step = Object.hasOwn(STEPS, event.key) ? STEPS[event.key] : undefined;
  const end = event.key === 'Home' ? 0 : event.key === 'End' ? buttons.length - 1 : null;
  const to = end ?? (step === undefined ? null : Math.max(0, Math.min(buttons.length - 1, at + step)));
  if (to === null) return;
  event.preventDefault();
  buttons[to]?.focus();
}
