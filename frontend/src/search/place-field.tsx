import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Place } from '#contracts/http-flights.ts';
import { Icon } from '../ui/icons.tsx';
import { useCell } from '../ui/use-cell.ts';
import { fieldId, FieldFrame, hintId } from './field-frame.tsx';
import { placeDetails, placeLabel, placeTitle } from './place-label.ts';
import { useSearch } from './search-context.tsx';
import type { FieldProblem, PlaceFieldName } from './search-form.ts';
import type { PlaceMatches } from './place-match.ts';
import type { PlacesReading } from './route-choices.ts';
import type { SearchTexts } from '../i18n/fr-search.ts';
import type { ScheduleFormats } from '../schedules/schedule-formats.ts';
import type { JSX, TargetedKeyboardEvent } from 'preact';

/**
 * A place as an editable combobox with list autocomplete and automatic selection, as the WAI-ARIA Authoring Practices have
 * it: what is typed marks the best match, which Enter takes, and leaving the field too.
 */
export function PlaceField({ field }: { readonly field: PlaceFieldName }): JSX.Element {
  const { search, texts, formats } = useSearch();
  const { place, typed } = useCell(search.form)[field];
  const reading = useCell(field === 'from' ? search.choices.origins : search.choices.destinations);
  const problem = useCell(search.problems)[field];
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const matches = useMemo(() => reading.index.find(place === null ? typed : ''), [reading, place, typed]);
  const label = texts.form[field];
  const listId = `${fieldId(field)}-list`;
  const optionId = (index: number): string => `${fieldId(field)}-option-${index}`;
  const marked = open && active >= 0 && active < matches.places.length ? active : -1;
  useEffect(() => {
    if (marked >= 0) document.getElementById(optionId(marked))?.scrollIntoView({ block: 'nearest' });
  });

  const choose = (chosen: Place | undefined): void => {
    if (chosen !== undefined) search.fields.choosePlace(field, chosen);
    setOpen(false);
    setActive(-1);
  };
  const type = (text: string): void => {
    search.fields.typePlace(field, text);
    setOpen(true);
    setActive(text.trim() === '' ? -1 : 0);
  };
  const move = (to: number): void => {
    setOpen(true);
    setActive(matches.places.length === 0 ? -1 : (to + matches.places.length) % matches.places.length);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (event.isComposing) return;
    const isMarked = marked >= 0;
    switch (event.key) {
      case 'ArrowDown':
        if (event.altKey) setOpen(true);
        else move(isMarked ? marked + 1 : 0);
        break;
      case 'ArrowUp':
        if (event.altKey) setOpen(false);
        else move(isMarked ? marked - 1 : matches.places.length - 1);
        break;
      case 'Enter':
        if (!isMarked) return;
        choose(matches.places[marked]);
        break;
      case 'Escape':
        if (open) setOpen(false);
        else if (place !== null || typed !== '') search.fields.choosePlace(field, null);
        else return;
        break;
      case 'Home':
      case 'End':
        setActive(-1);
        return;
      default:
        return;
    }
    event.preventDefault();
  };

  const hint = hintOf(field, reading, texts, formats);
  return (
    <FieldFrame
      field={field}
      label={label}
      hint={hint}
      problem={problem === undefined ? null : problemText(field, problem, typed, texts)}
    >
      <div class="field-box">
        <Icon name={field === 'from' ? 'departure' : 'arrival'} size={18} />
        <input
          ref={input}
          id={fieldId(field)}
          class={place === null ? '' : 'has-code'}
          type="text"
          role="combobox"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder={texts.form.placeHint}
          value={place === null ? typed : placeLabel(place, texts)}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={open}
          aria-controls={listId}
          aria-required
          aria-describedby={`${hintId(field)}${place === null ? '' : ` ${fieldId(field)}-code`}`}
          {...(marked < 0 ? {} : { 'aria-activedescendant': optionId(marked) })}
          {...(problem === undefined ? {} : { 'aria-invalid': true })}
          data-testid={fieldId(field)}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => setOpen(true)}
          onBlur={() => {
            if (marked >= 0 && place === null && typed.trim() !== '') choose(matches.places[marked]);
            else search.fields.settlePlace(field);
            setOpen(false);
            setActive(-1);
          }}
        />
        {place !== null && (
          <span id={`${fieldId(field)}-code`} class="code field-code">
            {place.code}
          </span>
        )}
        {(place !== null || typed !== '') && (
          <button
            type="button"
            class="field-clear"
            tabIndex={-1}
            aria-label={texts.form.clear(label)}
            title={texts.form.clear(label)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => {
              search.fields.choosePlace(field, null);
              input.current?.focus();
            }}
          >
            <Icon name="close" size={16} />
          </button>
        )}
      </div>
      <div class="options" hidden={!open} onPointerDown={(event) => event.preventDefault()}>
        <ul id={listId} role="listbox" aria-label={texts.form.options(label)} hidden={matches.places.length === 0}>
          {matches.places.map((option, index) => (
            <Option
              key={`${option.kind} ${option.code}`}
              id={optionId(index)}
              place={option}
              isMarked={index === marked}
              onChoose={() => choose(option)}
            />
          ))}
        </ul>
        <p class="options-note">{noteOf(matches, { reading, typed, field }, texts, formats)}</p>
      </div>
      <p class="visually-hidden" role="status" data-testid={`${fieldId(field)}-count`}>
        {open && reading.state === 'ready' ? saidOf(matches, typed, texts, formats) : ''}
      </p>
    </FieldFrame>
  );
}

function Option(props: {
  readonly id: string;
  readonly place: Place;
  readonly isMarked: boolean;
  readonly onChoose: () => void;
}): JSX.Element {
  const { texts } = useSearch();
  const { place } = props;
  return (
    <li
      id={props.id}
      role="option"
      class={`option option-${place.kind}`}
      aria-selected={props.isMarked}
      onClick={props.onChoose}
    >
      <span class="option-text">
        <span class="option-title">{placeTitle(place, texts)}</span>
        <span class="option-details">{placeDetails(place)}</span>
      </span>
      <span class="code">{place.code}</span>
    </li>
  );
}

function hintOf(field: PlaceFieldName, reading: PlacesReading, texts: SearchTexts, formats: ScheduleFormats): string {
  if (reading.state === 'loading') return texts.form.loadingPlaces;
  if (reading.state === 'failed') return texts.form.placesFailed;
  if (reading.state === 'idle') return '';
  const count = reading.places.length;
  if (field === 'from') return texts.form.startable(count, formats.count(count));
  return count === 0 ? texts.form.noDestinations : texts.form.reachable(count, formats.count(count));
}

/** Below the options: why there are none, or that there are more. */
function noteOf(
  matches: PlaceMatches,
  {
    reading,
    typed,
    field,
  }: { readonly reading: PlacesReading; readonly typed: string; readonly field: PlaceFieldName },
  texts: SearchTexts,
  formats: ScheduleFormats,
): string {
  if (reading.state === 'idle' && field === 'to') return texts.form.noOrigin;
  if (reading.state !== 'ready') return hintOf(field, reading, texts, formats);
  if (reading.places.length === 0) return texts.form.noDestinations;
  if (matches.total === 0) return texts.form.noMatch(typed.trim());
  const isMore = matches.total > matches.places.length;
  return isMore ? texts.form.moreOptions(formats.count(matches.places.length), formats.count(matches.total)) : '';
}

function saidOf(matches: PlaceMatches, typed: string, texts: SearchTexts, formats: ScheduleFormats): string {
  if (matches.total === 0) return typed.trim() === '' ? '' : texts.form.noMatch(typed.trim());
  const isMore = matches.total > matches.places.length;
  return isMore
    ? texts.form.moreOptions(formats.count(matches.places.length), formats.count(matches.total))
    : texts.form.optionCount(matches.total, formats.count(matches.total));
}

function problemText(field: PlaceFieldName, problem: FieldProblem, typed: string, { problems }: SearchTexts): string {
  if (problem === 'missing') return field === 'from' ? problems.fromMissing : problems.toMissing;
  return problems.placeUnknown(typed.trim());
}
