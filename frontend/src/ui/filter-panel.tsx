import { useRef } from 'preact/hooks';
import { AltitudeFields } from './filter-altitude.tsx';
import { changeFilter, clearFilters } from '../state/filter-commands.ts';
import { CodeField } from './filter-codes.tsx';
import { criteriaOf, GROUND_CHOICES, SOURCE_CHOICES, type SourceChoice } from '../state/aircraft-filter.ts';
import { Icon } from './icons.tsx';
import { icaoDesignatorsOf } from '#domain/airline-designators.ts';
import { loadMapToolsTexts } from '../i18n/map-tools-dictionary.ts';
import { useCell } from './use-cell.ts';
import { useFacets } from './use-facets.ts';
import { useFocusReturn } from './use-focus-return.ts';
import { useFormats, usePage } from './page-context.tsx';
import { useLazyWords } from '../schedules/use-lazy-words.ts';
import '../styles/filter-panel.css';
import type { JSX } from 'preact';
import type { MapToolsTexts } from '../i18n/fr-map-tools.ts';

const AIRLINE = /^[A-Z]{3}$/;
const TYPE = /^[A-Z0-9]{2,4}$/;

/** Which aircraft are shown; every change is at work at once, on the map and in the table. */
export function FilterPanel(): JSX.Element | null {
  const { words } = useLazyWords(loadMapToolsTexts);
  return words === null ? null : <Panel texts={words.filters} />;
}

function Panel({ texts }: { readonly texts: MapToolsTexts['filters'] }): JSX.Element {
  const { state } = usePage();
  const formats = useFormats();
  const filter = useCell(state.filter);
  const { summary } = useCell(state.overview);
  const facets = useFacets();
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusReturn(panel, heading, true);
  const shown = formats.count(summary.inView);
  const total = formats.count(summary.inView + summary.filteredInView);
  return (
    <aside ref={panel} class="filters" aria-labelledby="filters-title" data-testid="filter-panel">
      <div class="filters-head">
        <h2 id="filters-title" ref={heading} tabIndex={-1}>
          {texts.title}
        </h2>
        <span class="filters-count" title={texts.countedLabel(shown, total)}>
          {texts.counted(shown, total)}
        </span>
        <button
          type="button"
          class="tool"
          aria-label={texts.close}
          title={texts.close}
          onClick={() => state.filterOpen.set(false)}
        >
          <Icon name="close" />
        </button>
      </div>
      <div class="filters-body">
        <AltitudeFields texts={texts} />
        <CodeField
          name="airline"
          label={texts.airline}
          hint={texts.airlineHint}
          texts={texts}
          chosen={filter.airlines}
          frequent={facets.airlines}
          read={airlinesOf}
          onChange={(airlines) => changeFilter(state, { airlines })}
        />
        <CodeField
          name="type"
          label={texts.type}
          hint={texts.typeHint}
          texts={texts}
          chosen={filter.types}
          frequent={facets.types}
          read={(code) => (TYPE.test(code) ? [code] : [])}
          onChange={(types) => changeFilter(state, { types })}
        />
        <Ground texts={texts} />
        <Sources texts={texts} />
        <label class="choice">
          <input
            type="checkbox"
            checked={filter.vehicles}
            data-testid="filter-vehicles"
            onChange={(event) => changeFilter(state, { vehicles: event.currentTarget.checked })}
          />
          <span>
            {texts.vehicles}
            <small>{texts.vehiclesHint}</small>
          </span>
        </label>
      </div>
      <div class="filters-foot">
        <button
          type="button"
          class="button"
          disabled={criteriaOf(filter) === 0}
          data-testid="filters-clear"
          onClick={() => clearFilters(state)}
        >
          {texts.clear}
        </button>
      </div>
    </aside>
  );
}

/** The designators that a typed code stands for: itself, or those of the carrier with that IATA code. */
function airlinesOf(code: string): readonly string[] {
  return AIRLINE.test(code) ? [code] : icaoDesignatorsOf(code);
}

function Ground({ texts }: { readonly texts: MapToolsTexts['filters'] }): JSX.Element {
  const { state } = usePage();
  const { ground } = useCell(state.filter);
  return (
    <div class="filters-row">
      <label class="filters-name" for="filter-ground">
        {texts.ground}
      </label>
      <span class="select">
        <select
          id="filter-ground"
          value={ground}
          data-testid="filter-ground"
          onChange={(event) => {
            const chosen = GROUND_CHOICES.find((choice) => choice === event.currentTarget.value);
            if (chosen !== undefined) changeFilter(state, { ground: chosen });
          }}
        >
          {GROUND_CHOICES.map((choice) => (
            <option key={choice} value={choice} selected={choice === ground}>
              {texts.grounds[choice]}
            </option>
          ))}
        </select>
        <Icon name="down" size={16} />
      </span>
    </div>
  );
}

function Sources({ texts }: { readonly texts: MapToolsTexts['filters'] }): JSX.Element {
  const { state } = usePage();
  const { sources } = useCell(state.filter);
  const toggle = (source: SourceChoice): void => {
    const isChosen = sources.includes(source);
    changeFilter(state, {
      sources: isChosen ? sources.filter((other) => other !== source) : [...sources, source],
    });
  };
  return (
    <fieldset class="filters-group">
      <legend class="filters-name">{texts.source}</legend>
      <div class="codes">
        {SOURCE_CHOICES.map((source) => (
          <button
            key={source}
            type="button"
            class="code-toggle"
            aria-pressed={sources.includes(source)}
            data-testid={`filter-source-${source}`}
            onClick={() => toggle(source)}
          >
            {texts.sources[source]}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
