import { useEffect, useRef } from 'preact/hooks';
import { AircraftPanel } from './aircraft-panel.tsx';
import { AircraftTable } from './aircraft-table.tsx';
import { Banners } from './banners.tsx';
import { Legend } from './legend.tsx';
import { LiveRegion } from './live-region.tsx';
import { MapControls } from './map-controls.tsx';
import { NoticeCard } from './notice-card.tsx';
import { useCell } from './use-cell.ts';
import { usePage, useTexts } from './page-context.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import type { JSX } from 'preact';

/** The map with everything that lies on it. */
export function MapPage(): JSX.Element {
  const { state } = usePage();
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
  return (
    <main id="main" class="map-page" tabIndex={-1}>
      <h1 class="visually-hidden">{texts.document.map}</h1>
      <Banners />
      <LiveRegion />
      <div class={`stage${tableOpen ? ' stage-with-table' : ''}${selected === null ? '' : ' stage-with-panel'}`}>
        <div class="stage-map">
          <MapCanvas />
          <Legend />
          <NoticeCard />
          <MapControls />
        </div>
        {selected !== null && <AircraftPanel key={selected} icao24={selected} takesFocus={takesFocus} />}
        {tableOpen && <AircraftTable />}
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
