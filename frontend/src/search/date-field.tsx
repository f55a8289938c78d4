import { useRef, useState } from 'preact/hooks';
import { Icon } from '../ui/icons.tsx';
import { useCell } from '../ui/use-cell.ts';
import { Calendar } from './calendar.tsx';
import { nearestDate } from '../schedules/calendar-dates.ts';
import { fieldId, FieldFrame, hintId } from './field-frame.tsx';
import { allowedDates, type DateFieldName, type FieldProblem } from './search-form.ts';
import { useSearch, type SearchWords } from './search-context.tsx';
import type { DatesReading } from './route-choices.ts';
import type { JSX } from 'preact';

/** Shows how a day is written where none is known. */
const AN_EXAMPLE = '2024-06-22';

/** A day: typed as people write it, or chosen in a calendar that offers only days on which something is stored. */
export function DateField({ field }: { readonly field: DateFieldName }): JSX.Element {
  const { search, texts, formats } = useSearch();
  const form = useCell(search.form);
  const reading = useCell(field === 'date' ? search.choices.outboundDates : search.choices.inboundDates);
  const problem = useCell(search.problems)[field];
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const { date, typed } = form[field];
  const allowed = allowedDates(field, form, { outbound: reading.dates, inbound: reading.dates });
  const label = texts.form[field];
  const text = typed ?? (date === null ? '' : formats.date(date));

  return (
    <FieldFrame
      field={field}
      label={label}
      hint={hintOf(field, reading, allowed, { texts, formats })}
      problem={problem === undefined ? null : problemText(problem, allowed, date, { texts, formats })}
      {...(field === 'return' ? { note: `(${texts.form.optional})` } : {})}
    >
      <div class="field-box">
        <input
          ref={input}
          id={fieldId(field)}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          maxLength={24}
          placeholder={texts.dates.placeholder}
          value={text}
          aria-describedby={hintId(field)}
          {...(field === 'date' ? { 'aria-required': true } : {})}
          {...(problem === undefined ? {} : { 'aria-invalid': true })}
          data-testid={fieldId(field)}
          onInput={(event) => search.fields.typeDate(field, event.currentTarget.value)}
          onBlur={() => search.fields.settleDate(field)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' || !event.altKey) return;
            event.preventDefault();
            setOpen(true);
          }}
        />
        {field === 'return' && text !== '' && (
          <button
            type="button"
            class="field-clear"
            aria-label={texts.form.clear(label)}
            title={texts.form.clear(label)}
            data-testid="clear-return"
            onClick={() => {
              search.fields.chooseDate(field, null);
              input.current?.focus();
            }}
          >
            <Icon name="close" size={16} />
          </button>
        )}
        <button
          ref={opener}
          type="button"
          class="field-open"
          aria-label={texts.dates.open(label)}
          title={texts.dates.open(label)}
          aria-haspopup="dialog"
          aria-expanded={open}
          data-testid={`${fieldId(field)}-open`}
          onClick={() => setOpen(!open)}
        >
          <Icon name="calendar" size={18} />
        </button>
        {open && (
          <Calendar
            label={label}
            chosen={date}
            allowed={allowed}
            start={startOf(allowed, date, form.date.date, search.today())}
            opener={opener}
            onChoose={(chosen) => {
              search.fields.chooseDate(field, chosen);
              setOpen(false);
            }}
            onClose={() => setOpen(false)}
          />
        )}
      </div>
    </FieldFrame>
  );
}

/** The day that the calendar opens at. */
function startOf(
  allowed: readonly string[] | null,
  date: string | null,
  departure: string | null,
  today: string,
): string {
  const wanted = date ?? departure ?? today;
  return nearestDate(allowed ?? [], wanted) ?? wanted;
}

function hintOf(
  field: DateFieldName,
  { state }: DatesReading,
  allowed: readonly string[] | null,
  { texts: { dates }, formats }: SearchWords,
): string {
  if (state === 'loading') return dates.loading;
  if (state === 'failed') return dates.failed;
  if (allowed === null) return field === 'date' ? dates.chooseRoute : '';
  const [first] = allowed;
  const last = allowed.at(-1);
  if (first === undefined || last === undefined) return field === 'date' ? dates.none : dates.noneReturn;
  const say = field === 'date' ? dates.stored : dates.storedReturn;
  return say(formats.date(first), formats.date(last), allowed.length, formats.count(allowed.length));
}

function problemText(
  problem: FieldProblem,
  allowed: readonly string[] | null,
  date: string | null,
  { texts: { problems }, formats }: SearchWords,
): string {
  const nearest = date === null ? null : nearestDate(allowed ?? [], date);
  switch (problem) {
    case 'missing':
    case 'unknown':
      return problems.dateMissing;
    case 'unreadable':
      return problems.dateUnreadable(formats.date(allowed?.[0] ?? AN_EXAMPLE));
    case 'before-departure':
      return problems.beforeDeparture;
    case 'not-stored':
      return nearest === null ? problems.notStored : problems.notStoredNearest(formats.date(nearest));
  }
}
