import { useId } from 'preact/hooks';
import { usePage } from '../ui/page-context.tsx';
import { useCell } from '../ui/use-cell.ts';
import { fieldId } from './field-frame.tsx';
import { placeLabel } from './place-label.ts';
import { useSearch } from './search-context.tsx';
import { startingPlaces } from './starting-places.ts';
import type { JSX } from 'preact';

/** Until something is searched for: places of departure, of which one press fills the first field in and leads to the next. */
export function StartChoices(): JSX.Element | null {
  const { search, texts } = useSearch();
  const language = useCell(usePage().language);
  const { places } = useCell(search.choices.origins);
  const reading = useCell(search.results.reading);
  const titleId = useId();
  if (reading.state !== 'none' || places.length === 0) return null;
  return (
    <section class="starts" aria-labelledby={titleId} data-testid="starts">
      <h2 id={titleId}>{texts.starts}</h2>
      <ul aria-labelledby={titleId}>
        {startingPlaces(places, language).map((place) => (
          <li key={`${place.kind} ${place.code}`}>
            <button
              type="button"
              class="button start"
              data-testid="start"
              onClick={() => {
                search.fields.choosePlace('from', place);
                document.getElementById(fieldId('to'))?.focus();
              }}
            >
              <span class="start-name">{placeLabel(place, texts)}</span>
              <span class="code">{place.code}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
