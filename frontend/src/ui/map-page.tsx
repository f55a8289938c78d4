import { useEffect, useRef } from 'preact/hooks';
import { Banners } from './banners.tsx';
import { FilterButton, SearchButton } from './header-tools.tsx';
import { LazyPart } from './lazy-part.tsx';
import { LiveRegion } from './live-region.tsx';
import { MapControls } from './map-controls.tsx';
import { useCell } from './use-cell.ts';
import { usePage, useTexts } from './page-context.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import type { ComponentType, JSX } from 'preact';

/** The first picture and what it needs come first. */
const PRELOAD_AFTER_MS = 2000;
const NOTHING = {};
const loadLegend = async (): Promise<ComponentType> => (await import('./legend.tsx')).Legend;
const loadNotice = async (): Promise<ComponentType> => (await import('./notice-card.tsx')).NoticeCard;
const loadMapBar = async (): Promise<ComponentType> => (await import('./map-bar.tsx')).MapBar;
const loadSources = async (): Promise<ComponentType> => (await import('./sources-note.tsx')).SourcesNote;
const loadFilters = async (): Promise<ComponentType> => (await import('./filter-panel.tsx')).FilterPanel;
const loadPanel = async () => (await import('./aircraft-panel.tsx')).SelectedPanel;
const loadTable = async (): Promise<ComponentType> => (await import('./aircraft-table.tsx')).AircraftTable;
const loadFinder = async (): Promise<ComponentType> => (await import('./finder.tsx')).Finder;

/** The map with everything that lies on it. */
export function MapPage(): JSX.Element {
  const { state, scheduler } = usePage();
  const texts = useTexts();
  const tableOpen = useCell(state.tableOpen);
  const selected = useCell(state.selection);
  // What the address had selected at the start opens without taking the focus.
  const atStart = useRef(selected);
  const takesFocus = selected !== atStart.current;
  useEffect(() => {
    if (takesFocus) atStart.current = null;
  }, [takesFocus]);
  useShortcuts();
  const searchOpen = useCell(state.searchOpen);
  const filterOpen = useCell(state.filterOpen);
  const closeFilters = (): void => state.filterOpen.set(false);
  const isDrawn = useCell(state.map) !== 'loading';
  useEffect(() => {
    // In reach before it is asked for: what is typed right after the key must not be lost.
    if (isDrawn) return scheduler.after(PRELOAD_AFTER_MS, () => void loadFinder().catch(() => undefined));
    return undefined;
  }, [isDrawn, scheduler]);
  useEffect(() => () => state.searchOpen.set(false), [state]);
  const closeSearch = (): void => state.searchOpen.set(false);
  const closeTable = (): void => state.tableOpen.set(false);
  const deselect = (): void => state.selection.set(null);
  return (
    <main id="main" class="map-page" tabIndex={-1}>
      <h1 class="visually-hidden">{texts.document.map}</h1>
      <Banners />
      <LiveRegion />
      {searchOpen && <LazyPart load={loadFinder} given={NOTHING} onFailed={closeSearch} />}
      <div
        class={`stage${tableOpen ? ' stage-with-table' : ''}${selected === null ? '' : ' stage-with-panel'}${filterOpen ? ' stage-with-filters' : ''}`}
      >
        <div class="stage-map">
          <MapCanvas />
          <LazyPart load={loadLegend} given={NOTHING} />
          <div class="map-over">
            <div class="map-tools" role="group" aria-label={texts.toolbar.label}>
              <SearchButton />
              <FilterButton />
            </div>
            <LazyPart load={loadMapBar} given={NOTHING} />
            <LazyPart load={loadNotice} given={NOTHING} />
          </div>
          <MapControls />
          <LazyPart load={loadSources} given={NOTHING} />
        </div>
        {selected !== null && (
          <LazyPart load={loadPanel} given={{ icao24: selected, takesFocus }} onFailed={deselect} />
        )}
        {tableOpen && <LazyPart load={loadTable} given={NOTHING} onFailed={closeTable} />}
        {filterOpen && <LazyPart load={loadFilters} given={NOTHING} onFailed={closeFilters} />}
      </div>
    </main>
  );
}

/** The element that the map draws into; nothing in here belongs to the components. */
function MapCanvas(): JSX.Element {
  const { map, state } = usePage();
  const texts = useTexts();
  const isDrawn = useCell(state.map) === 'ready';
  const canvas = useRef<HTMLDivElement>(null);
  useEffect(() => (canvas.current === null ? undefined : map.attach(canvas.current)), [map]);
  useEffect(() => {
    // The map library names its canvas in English.
    canvas.current
      ?.querySelector('canvas')
      ?.setAttribute('aria-label', `${texts.map.region}. ${texts.map.keyboardHint}`);
  }, [isDrawn, texts]);
  return (
    <div class="map-holder">
      <div id="map" ref={canvas} class="map-canvas" tabIndex={-1} data-testid="map" />
    </div>
  );
}
