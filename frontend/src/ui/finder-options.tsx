import { Icon } from './icons.tsx';
import { nameOf } from '../state/map-search.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import type { Found, FoundAircraft, FoundAirport } from '../state/found.ts';
import type { JSX } from 'preact';
import type { MapSearchReading } from '../state/map-search.ts';
import type { MapToolsTexts } from '../i18n/fr-map-tools.ts';

type SearchTexts = MapToolsTexts['search'];

export const finderOptionId = (index: number): string => `finder-option-${index}`;

/** What was found, and below it how far the search is. */
export function FinderOptions(props: {
  readonly listId: string;
  readonly texts: SearchTexts;
  readonly reading: MapSearchReading;
  readonly isTyped: boolean;
  readonly marked: number;
  readonly onChoose: (one: Found) => void;
  readonly onRetry: () => void;
}): JSX.Element {
  const { texts, reading } = props;
  const found = props.isTyped ? reading.found : [];
  return (
    <div class="finder-options">
      {/* A press must not take the focus from the field before it has chosen. */}
      <ul
        id={props.listId}
        role="listbox"
        aria-label={texts.options}
        hidden={found.length === 0}
        onPointerDown={(event) => event.preventDefault()}
      >
        {found.map((one, index) => (
          <li
            key={one.kind === 'aircraft' ? one.icao24 : one.iata}
            id={finderOptionId(index)}
            role="option"
            class="finder-option"
            aria-selected={index === props.marked}
            data-testid="finder-option"
            onClick={() => props.onChoose(one)}
          >
            {one.kind === 'aircraft' ? (
              <AircraftOption one={one} texts={texts} />
            ) : (
              <AirportOption one={one} texts={texts} />
            )}
          </li>
        ))}
      </ul>
      <Note {...props} />
    </div>
  );
}

function AircraftOption({ one, texts }: { readonly one: FoundAircraft; readonly texts: SearchTexts }): JSX.Element {
  const { serverTime } = usePage();
  const formats = useFormats();
  const name = nameOf(one);
  const details = [one.flightNumber, one.registration, one.typeCode, one.icao24.toUpperCase()];
  const where =
    one.where === 'past' ? texts.past(formats.ago(serverTime.nowMs() - one.observedAtMs)) : texts[one.where];
  return (
    <>
      <Icon name="plane" size={18} />
      <span class="finder-name">{name}</span>
      <span class="finder-details">{details.filter((part) => part !== null && part !== name).join(' · ')}</span>
      <span class="finder-where">{where}</span>
    </>
  );
}

function AirportOption({ one, texts }: { readonly one: FoundAirport; readonly texts: SearchTexts }): JSX.Element {
  const codes = one.icao === null ? one.iata : `${one.iata} · ${one.icao}`;
  return (
    <>
      <Icon name="arrival" size={18} />
      <span class="finder-name">{one.city ?? one.name}</span>
      <span class="finder-details">{one.city === null ? codes : `${codes} · ${one.name}`}</span>
      <span class="finder-where">{texts.airport}</span>
    </>
  );
}

function Note(props: {
  readonly texts: SearchTexts;
  readonly reading: MapSearchReading;
  readonly isTyped: boolean;
  readonly onRetry: () => void;
}): JSX.Element {
  const { common } = useTexts();
  const { texts, reading } = props;
  if (!props.isTyped) return <p class="finder-note">{texts.hint}</p>;
  if (reading.remote === 'failed') {
    return (
      <p class="finder-note finder-note-failed">
        {texts.failed}
        <button type="button" class="button button-small" onClick={props.onRetry}>
          {common.retry}
        </button>
      </p>
    );
  }
  if (reading.remote === 'loading') {
    return (
      <p class="finder-note">
        <span class="spinner" aria-hidden="true" />
        {texts.searching}
      </p>
    );
  }
  return <p class="finder-note">{reading.found.length === 0 && reading.text !== '' ? texts.none(reading.text) : ''}</p>;
}
