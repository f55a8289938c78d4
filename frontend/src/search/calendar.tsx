import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../ui/icons.tsx';
import { addDays } from '#domain/calendar-date.ts';
import { addMonths, dayInMonth, monthOf, weekdayOf, weeksOf } from '../schedules/calendar-dates.ts';
import { useSearch } from './search-context.tsx';
import type { JSX, RefObject, TargetedKeyboardEvent } from 'preact';

interface CalendarProps {
  readonly label: string;
  readonly chosen: string | null;
  /** Days that can be chosen, ascending; null: every day. */
  readonly allowed: readonly string[] | null;
  /** The day that has the focus at first. */
  readonly start: string;
  /** Gets the focus back. */
  readonly opener: RefObject<HTMLButtonElement | null>;
  readonly onChoose: (date: string) => void;
  readonly onClose: () => void;
}

/** A date picker dialog as the WAI-ARIA Authoring Practices have it. Other days are shown and read, and can't be chosen. */
export function Calendar(props: CalendarProps): JSX.Element {
  const { texts, formats } = useSearch();
  const { allowed, onClose } = props;
  const dialog = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(props.start);
  const [followsFocus, setFollowsFocus] = useState(true);
  const month = monthOf(focused);
  const bounds = { first: allowed?.[0] ?? null, last: allowed?.at(-1) ?? null };
  const canGoBack = bounds.first === null || monthOf(bounds.first) < month;
  const canGoOn = bounds.last === null || monthOf(bounds.last) > month;
  useFocusWithin(dialog, props.opener, onClose);
  useLayoutEffect(() => {
    if (followsFocus) dialog.current?.querySelector<HTMLElement>('[data-date][tabindex="0"]')?.focus();
  }, [focused, followsFocus]);

  /** To another day, within the months that have some. */
  const goTo = (date: string, takesFocus: boolean): void => {
    setFollowsFocus(takesFocus);
    const isBefore = bounds.first !== null && monthOf(date) < monthOf(bounds.first);
    const isAfter = bounds.last !== null && monthOf(date) > monthOf(bounds.last);
    if (!isBefore && !isAfter) setFocused(date);
  };
  const goToMonth = (step: number, takesFocus: boolean): void => {
    goTo(dayInMonth(focused, addMonths(month, step)), takesFocus);
  };
  const choose = (date: string): void => {
    if (allowed === null || allowed.includes(date)) props.onChoose(date);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTableElement>): void => {
    const to = dayAfterKey(event.key, focused, event.shiftKey);
    if (to === null) return;
    event.preventDefault();
    goTo(to, true);
  };

  return (
    <div
      ref={dialog}
      class="calendar"
      role="dialog"
      aria-modal="true"
      aria-label={texts.dates.dialog(props.label)}
      data-testid="calendar"
    >
      <div class="calendar-head">
        <MonthButton
          name="left"
          label={texts.dates.previousMonth}
          enabled={canGoBack}
          onPress={() => goToMonth(-1, false)}
        />
        <h3 class="calendar-month" aria-live="polite" data-testid="calendar-month">
          {formats.month(month)}
        </h3>
        <MonthButton name="right" label={texts.dates.nextMonth} enabled={canGoOn} onPress={() => goToMonth(1, false)} />
        <button type="button" class="tool" aria-label={texts.dates.close} title={texts.dates.close} onClick={onClose}>
          <Icon name="close" size={18} />
        </button>
      </div>
      <table role="grid" class="calendar-grid" aria-label={formats.month(month)} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {formats.weekdays.map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                <span aria-hidden="true">{short}</span>
                <span class="visually-hidden">{long}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week.find((date) => date !== null)}>
              {week.map((date, weekday) =>
                date === null ? (
                  <td key={weekday} />
                ) : (
                  <Day
                    key={weekday}
                    date={date}
                    isChosen={date === props.chosen}
                    isAllowed={allowed === null || allowed.includes(date)}
                    hasFocus={date === focused}
                    onChoose={choose}
                  />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="calendar-keys">{texts.dates.keys}</p>
    </div>
  );
}

function MonthButton(props: {
  readonly name: 'left' | 'right';
  readonly label: string;
  readonly enabled: boolean;
  readonly onPress: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="tool"
      aria-label={props.label}
      title={props.label}
      aria-disabled={!props.enabled}
      onClick={() => {
        if (props.enabled) props.onPress();
      }}
    >
      <Icon name={props.name} size={18} />
    </button>
  );
}

function Day(props: {
  readonly date: string;
  readonly isChosen: boolean;
  readonly isAllowed: boolean;
  readonly hasFocus: boolean;
  readonly onChoose: (date: string) => void;
}): JSX.Element {
  const { texts, formats } = useSearch();
  const { date, isAllowed } = props;
  const said = isAllowed ? texts.dates.available : texts.dates.unavailable;
  return (
    <td role="gridcell" aria-selected={props.isChosen}>
      <button
        type="button"
        class={`day${isAllowed ? ' day-allowed' : ''}${props.isChosen ? ' day-chosen' : ''}`}
        tabIndex={props.hasFocus ? 0 : -1}
        data-date={date}
        aria-disabled={!isAllowed}
        aria-label={`${formats.longDate(date)}, ${said}`}
        onClick={() => props.onChoose(date)}
      >
        {Number(date.slice(8))}
      </button>
    </td>
  );
}

/** The day that a key leads to; null for a key that means nothing here. */
function dayAfterKey(key: string, date: string, isShifted: boolean): string | null {
  const months = isShifted ? 12 : 1;
  switch (key) {
    case 'ArrowLeft':
      return addDays(date, -1);
    case 'ArrowRight':
      return addDays(date, 1);
    case 'ArrowUp':
      return addDays(date, -7);
    case 'ArrowDown':
      return addDays(date, 7);
    case 'Home':
      return addDays(date, -weekdayOf(date));
    case 'End':
      return addDays(date, 6 - weekdayOf(date));
    case 'PageUp':
      return dayInMonth(date, addMonths(monthOf(date), -months));
    case 'PageDown':
      return dayInMonth(date, addMonths(monthOf(date), months));
    default:
      return null;
  }
}

/** Keeps the focus in the dialog, closes it with Escape or a press elsewhere, and gives the focus back. */
function useFocusWithin(
  dialog: RefObject<HTMLDivElement | null>,
  opener: RefObject<HTMLButtonElement | null>,
  onClose: () => void,
): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const opened = dialog.current;
    const giveBackTo = opener.current;
    opened?.scrollIntoView({ block: 'nearest' });
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        event.preventDefault();
        close.current();
      } else if (event.key === 'Tab' && opened !== null) keepInside(event, opened);
    };
    const onPress = (event: PointerEvent): void => {
      const target = event.target instanceof Node ? event.target : null;
      const isInside = opened?.contains(target) === true || giveBackTo?.contains(target) === true;
      if (!isInside) close.current();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPress);
      const hasFocus = document.activeElement === document.body || opened?.contains(document.activeElement) === true;
      if (hasFocus) giveBackTo?.focus();
    };
  }, [dialog, opener]);
}

function keepInside(event: KeyboardEvent, dialog: HTMLElement): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>('button:not([tabindex="-1"])')];
  const first = stops.at(0);
  const last = stops.at(-1);
  const isLeaving = document.activeElement === (event.shiftKey ? first : last);
  if (!isLeaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
