import { useEffect } from 'preact/hooks';
import { Header } from './header.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { MapPage } from './map-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { openSearch } from './open-search.ts';
import { PageProvider, usePage, useTexts } from './page-context.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { StatusPage } from './status-page.tsx';
import { useCell } from './use-cell.ts';
import type { JSX } from 'preact';
import type { Page } from '../state/page.ts';

/** The whole page below `<body>`. */
export function App({ page }: { readonly page: Page }): JSX.Element {
  return (
    <PageProvider page={page}>
      <Shell />
    </PageProvider>
  );
}

function Shell(): JSX.Element {
  const { state } = usePage();
  const route = useCell(state.route);
  const dialog = useCell(state.dialog);
  useDocument();
  return (
    <>
      <SkipLinks />
      <Header />
      {route === 'map' && <MapPage />}
      {route === 'status' && <StatusPage />}
      {route === 'not-found' && <NotFoundPage />}
      {dialog === 'help' && <HelpDialog />}
      {dialog === 'settings' && <SettingsDialog />}
    </>
  );
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
            openSearch({ state });
          }}
        >
          {texts.nav.skipToTable}
        </a>
      )}
    </div>
  );
}

/** Keeps language, theme, title and description of the document in step with the page. */
function useDocument(): void {
  const { state, language, theme, preferences, store } = usePage();
  const texts = useTexts();
  const route = useCell(state.route);
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
    const title = route === 'map' ? 'map' : route === 'status' ? 'status' : 'notFound';
    const held = selected === null ? undefined : store.get(selected);
    const name = held?.identity?.callsign ?? selected?.toUpperCase();
    document.title = route === 'map' && name !== undefined ? texts.document.selected(name) : texts.document[title];
  }, [route, selected, texts, nowMs, store]);
}
