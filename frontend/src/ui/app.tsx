import { useCallback, useEffect } from 'preact/hooks';
import { Header } from './header.tsx';
import { LazyPage } from './lazy-page.tsx';
import { LazyPart } from './lazy-part.tsx';
import { loadAirportTexts } from '../i18n/airport-dictionary.ts';
import { loadSearchTexts } from '../i18n/search-dictionary.ts';
import { loadStatusTexts } from '../i18n/status-dictionary.ts';
import { MapPage } from './map-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { openTable } from './open-table.ts';
import { PageProvider, usePage, useTexts } from './page-context.tsx';
import { useCell } from './use-cell.ts';
import type { ComponentType, JSX } from 'preact';
import type { Language } from '../i18n/languages.ts';
import type { Dictionary } from '../i18n/dictionary.ts';
import type { Page } from '../state/page.ts';
import type { Route } from '../state/route.ts';

/** The whole page below `<body>`. */
export function App({ page }: { readonly page: Page }): JSX.Element {
  return (
    <PageProvider page={page}>
      <Shell />
    </PageProvider>
  );
}

function Shell(): JSX.Element {
  const { state, language } = usePage();
  const route = useCell(state.route);
  const loadSearch = useCallback(() => loadSearchPage(language.get()), [language]);
  const loadAirport = useCallback(() => loadAirportPage(language.get()), [language]);
  const loadStatus = useCallback(() => loadStatusPage(language.get()), [language]);
  const dialog = useCell(state.dialog);
  const closeDialog = (): void => state.dialog.set(null);
  useDocument();
  return (
    <>
      <SkipLinks />
      <Header />
      {route === 'map' && <MapPage />}
      {route === 'flights' && <LazyPage load={loadSearch} />}
      {route === 'airport' && <LazyPage load={loadAirport} />}
      {route === 'status' && <LazyPage load={loadStatus} />}
      {route === 'not-found' && <NotFoundPage />}
      {dialog === 'help' && <LazyPart load={loadHelpDialog} given={NOTHING} onFailed={closeDialog} />}
      {dialog === 'settings' && <LazyPart load={loadSettingsDialog} given={NOTHING} onFailed={closeDialog} />}
    </>
  );
}

const NOTHING = {};
const loadHelpDialog = async (): Promise<ComponentType> => (await import('./help-dialog.tsx')).HelpDialog;
const loadSettingsDialog = async (): Promise<ComponentType> => (await import('./settings-dialog.tsx')).SettingsDialog;

/** The page of the search, with its texts on the way at the same time. */
async function loadSearchPage(language: Language): Promise<ComponentType> {
  const [{ SearchPage }] = await Promise.all([import('../search/search-page.tsx'), loadSearchTexts(language)]);
  return SearchPage;
}

/** The page of an airport, as that of the search. */
async function loadAirportPage(language: Language): Promise<ComponentType> {
  const [{ AirportPage }] = await Promise.all([import('../airport/airport-page.tsx'), loadAirportTexts(language)]);
  return AirportPage;
}

/** The page of the system's status, as that of the search. */
async function loadStatusPage(language: Language): Promise<ComponentType> {
  const [{ StatusPage }] = await Promise.all([import('./status-page.tsx'), loadStatusTexts(language)]);
  return StatusPage;
}

function SkipLinks(): JSX.Element {
  const { state } = usePage();
  const texts = useTexts();
  const isMap = useCell(state.route) === 'map';
  return (
    <div class="skip-links">
      <a href="#main">{texts.nav.skipToContent}</a>
      {isMap && (
        <a
          href="#table"
          onClick={(event) => {
            event.preventDefault();
            openTable({ state });
          }}
        >
          {texts.nav.skipToTable}
        </a>
      )}
    </div>
  );
}

const FIXED_TITLES = {
  map: 'map',
  flights: 'flights',
  status: 'status',
  'not-found': 'notFound',
} as const satisfies Record<Exclude<Route, 'airport'>, keyof Dictionary['document']>;

/** Keeps language, theme, title and description of the document in step with the page. */
function useDocument(): void {
  const { state, language, theme, preferences, store } = usePage();
  const texts = useTexts();
  const route = useCell(state.route);
  const airportCode = useCell(state.airportCode);
  const selected = useCell(state.selection);
  const spoken = useCell(language);
  const chosenTheme = useCell(preferences).theme;
  const shownTheme = useCell(theme);
  const { nowMs } = useCell(state.overview);
  useEffect(() => {
    document.documentElement.lang = spoken;
    document.querySelector('meta[name="description"]')?.setAttribute('content', texts.document.description);
  }, [spoken, texts]);
  useEffect(() => {
    const root = document.documentElement;
    if (chosenTheme === 'system') root.removeAttribute('data-theme');
    else root.dataset['theme'] = chosenTheme;
    const colour = getComputedStyle(root).getPropertyValue('--surface').trim();
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', colour);
  }, [chosenTheme, shownTheme]);
  useEffect(() => {
    const held = selected === null ? undefined : store.get(selected);
    const name = held?.identity?.callsign ?? selected?.toUpperCase();
    if (route === 'map' && name !== undefined) document.title = texts.document.selected(name);
    else if (route === 'airport') document.title = texts.document.airport(airportCode ?? '');
    else document.title = texts.document[FIXED_TITLES[route]];
  }, [route, airportCode, selected, texts, nowMs, store]);
}
