import { criteriaOf } from '../state/aircraft-filter.ts';
import { clearFilters, changeFilter, showGround } from '../state/filter-commands.ts';
import { filterChips } from '../state/filter-chips.ts';
import { AirportLink } from './link.tsx';
import { Icon, type IconName } from './icons.tsx';
import { loadMapToolsTexts } from '../i18n/map-tools-dictionary.ts';
import { useCell } from './use-cell.ts';
import { useFormats, usePage } from './page-context.tsx';
import { useLazyWords } from '../schedules/use-lazy-words.ts';
import '../styles/map-bar.css';
import type { JSX } from 'preact';
import type { TableView } from '../state/aircraft-table.ts';
import type { MapToolsTexts } from '../i18n/fr-map-tools.ts';

/** Over the map: what is filtered, followed and hidden, each with the way back, and the airport that was looked for. */
export function MapBar(): JSX.Element | null {
  const { state } = usePage();
  const { words } = useLazyWords(loadMapToolsTexts);
  const { summary } = useCell(state.overview);
  if (words === null) return null;
  return (
    <>
      <PlaceNote texts={words.search} />
      <Chips texts={words.filters} />
      <GroundNote texts={words.filters} count={summary.groundInView} />
    </>
  );
}

type FilterTexts = MapToolsTexts['filters'];

function Chips({ texts }: { readonly texts: FilterTexts }): JSX.Element | null {
  const { state, store } = usePage();
  const formats = useFormats();
  const filter = useCell(state.filter);
  const following = useCell(state.following);
  const isolated = useCell(state.isolated);
  const selected = useCell(state.selection);
  const { summary } = useCell(state.overview);
  const chips = filterChips(filter, texts, formats);
  const isAlone = isolated && selected !== null;
  if (chips.length === 0 && !isAlone && !following) return null;
  const name = selected === null ? '' : (store.get(selected)?.identity?.callsign ?? selected.toUpperCase());
  const shown = formats.count(summary.inView);
  const total = formats.count(summary.inView + summary.filteredInView);
  return (
    <div class="chips" role="group" aria-label={texts.summary} data-testid="filter-summary">
      {(chips.length > 0 || isAlone) && (
        <span class="chip-count" data-testid="filter-count">
          <span aria-hidden="true">{texts.counted(shown, total)}</span>
          <span class="visually-hidden">{texts.countedLabel(shown, total)}</span>
        </span>
      )}
      {following && (
        <Chip
          icon="follow"
          text={texts.following(name)}
          label={texts.stopFollowing(name)}
          onRemove={() => state.following.set(false)}
        />
      )}
      {isAlone && (
        <Chip
          icon="isolate"
          text={texts.isolated(name)}
          label={texts.remove(texts.isolated(name))}
          onRemove={() => state.isolated.set(false)}
        />
      )}
      {chips.map(({ key, text, without }) => (
        <Chip key={key} text={text} label={texts.remove(text)} onRemove={() => changeFilter(state, without)} />
      ))}
      {chips.length + Number(isAlone) > 1 && (
        <button type="button" class="chip chip-clear" data-testid="clear-filters" onClick={() => clearFilters(state)}>
          {texts.clear}
        </button>
      )}
    </div>
  );
}

function Chip(props: {
  readonly icon?: IconName;
  readonly text: string;
  readonly label: string;
  readonly onRemove: () => void;
}): JSX.Element {
  return (
    <button type="button" class="chip" aria-label={props.label} title={props.label} onClick={props.onRemove}>
      {props.icon !== undefined && <Icon name={props.icon} size={14} />}
      <span class="chip-text">{props.text}</span>
      <Icon name="close" size={14} />
    </button>
  );
}

/** In the table: how many of its aircraft the filter leaves out and the ground hides, as over the map. */
export function TableNote({ view }: { readonly view: TableView }): JSX.Element | null {
  const { state } = usePage();
  const { words } = useLazyWords(loadMapToolsTexts);
  const formats = useFormats();
  const filter = useCell(state.filter);
  const isolated = useCell(state.isolated);
  if (words === null) return null;
  const { filters: texts } = words;
  const shown = formats.count(view.listed);
  const total = formats.count(view.listed + view.filtered);
  return (
    <>
      {(criteriaOf(filter) > 0 || isolated) && (
        <span class="chips">
          <span class="chip-count" data-testid="table-count">
            {texts.counted(shown, total)}
          </span>
          <button type="button" class="chip chip-clear" onClick={() => clearFilters(state)}>
            {texts.clear}
          </button>
        </span>
      )}
      <GroundNote texts={texts} count={view.groundHidden} />
    </>
  );
}

/** How many aircraft on the ground are hidden because the map is far from them. */
function GroundNote({ texts, count }: { readonly texts: FilterTexts; readonly count: number }): JSX.Element | null {
  const { state } = usePage();
  const formats = useFormats();
  if (count === 0) return null;
  return (
    <p class="ground-note" data-testid="ground-hidden">
      <span>{texts.groundHidden(count, formats.count(count))}</span>
      <button type="button" aria-label={texts.showGroundLabel} onClick={() => showGround(state)}>
        {texts.showGround}
      </button>
    </p>
  );
}

function PlaceNote({ texts }: { readonly texts: MapToolsTexts['search'] }): JSX.Element | null {
  const { state } = usePage();
  const place = useCell(state.place);
  return (
    <div role="status">
      {place !== null && (
        <div class="place-note" data-testid="found-airport">
          <Icon name="arrival" size={18} />
          <p>
            <strong>
              {place.city ?? place.name} <span class="code">{place.iata}</span>
            </strong>
            <span class="visually-hidden">{texts.arrived(place.name)}</span>
          </p>
          <AirportLink code={place.iata} class="place-link">
            {texts.boards}
          </AirportLink>
          <button
            type="button"
            class="tool"
            aria-label={texts.dismiss(place.name)}
            title={texts.dismiss(place.name)}
            onClick={() => state.place.set(null)}
          >
            <Icon name="close" size={16} />
          </button>
        </div>
      )}
    </div>
  );
}
