import type { BoardDirection, BoardFlight } from '#contracts/http-board.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { SiteLink } from '../ui/link.tsx';
import { boardStatus, type BoardStatus, type BoardStatusKind } from './board-status.ts';
import { useAirportBoard } from './airport-context.tsx';
import type { AirportTexts } from '../i18n/fr-airport.ts';
import type { ScheduleFormats } from '../schedules/schedule-formats.ts';
import type { JSX } from 'preact';

const ICONS: Readonly<Record<BoardStatusKind, IconName>> = {
  planned: 'calendar',
  expected: 'clock',
  'on-time': 'check',
  early: 'check',
  delayed: 'clock',
  cancelled: 'close',
  diverted: 'warning',
  departed: 'takeOff',
  airborne: 'plane',
  landed: 'landing',
};
/** Of trains and coaches. */
const GROUND_ICONS: Readonly<Partial<Record<BoardStatusKind, IconName>>> = {
  departed: 'arrowRight',
  airborne: 'arrowRight',
  landed: 'check',
};
/** The tone only repeats what the words say. */
const TONES: Readonly<Record<BoardStatusKind, 'plain' | 'good' | 'warn' | 'danger'>> = {
  planned: 'plain',
  expected: 'plain',
  'on-time': 'good',
  early: 'good',
  delayed: 'warn',
  cancelled: 'danger',
  diverted: 'danger',
  departed: 'plain',
  airborne: 'plain',
  landed: 'plain',
};

/** How a flight does, in words with an icon, and the way to its aircraft. */
export function BoardStatusCell(props: {
  readonly flight: BoardFlight;
  readonly direction: BoardDirection;
}): JSX.Element {
  const { texts, formats } = useAirportBoard();
  const { flight } = props;
  const status = boardStatus(flight, props.direction);
  const words = flight.mode === 'air' ? texts.statuses : { ...texts.statuses, ...texts.groundStatuses };
  const note = noteOf(status, texts, formats);
  return (
    <>
      <span class={`status status-${TONES[status.kind]}`} data-testid="board-status">
        <Icon
          name={flight.mode === 'air' ? ICONS[status.kind] : (GROUND_ICONS[status.kind] ?? ICONS[status.kind])}
          size={16}
        />
        {punctualityText(status, texts, formats) ?? words[status.kind]}
      </span>
      {note !== null && <span class="status-note">{note}</span>}
      {flight.icao24 !== null && (
        <SiteLink href={`/?icao=${encodeURIComponent(flight.icao24)}`} class="flight-live" data-testid="see-on-map">
          {texts.seeOnMap}
        </SiteLink>
      )}
    </>
  );
}

/** By how much it is late or early, where it is still to come. */
function punctualityText({ kind, lateMin }: BoardStatus, texts: AirportTexts, formats: ScheduleFormats): string | null {
  if (lateMin === null) return null;
  if (kind === 'delayed' && lateMin > 0) return texts.delayedBy(formats.duration(lateMin));
  return kind === 'early' && lateMin < 0 ? texts.earlyBy(formats.duration(-lateMin)) : null;
}

/** By how much it was late or early, or will be, once it is under way. */
function noteOf({ kind, lateMin }: BoardStatus, texts: AirportTexts, formats: ScheduleFormats): string | null {
  const isUnderWay = kind === 'departed' || kind === 'airborne' || kind === 'landed';
  if (!isUnderWay || lateMin === null || lateMin === 0) return null;
  return lateMin > 0 ? texts.lateNote(formats.duration(lateMin)) : texts.earlyNote(formats.duration(-lateMin));
}
