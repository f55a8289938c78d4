import { ConnectionPill } from './connection-pill.tsx';
import { HeaderTools } from './header-tools.tsx';
import { PageLink } from './link.tsx';
import { Silhouette } from './icons.tsx';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import type { JSX } from 'preact';

export function Header(): JSX.Element {
  const texts = useTexts();
  const isMap = useCell(usePage().state.route) === 'map';
  return (
    <header class="header">
      <PageLink to="map" class="brand">
        <span class="brand-mark">
          <Silhouette shape="jet" size={20} trackDeg={45} />
        </span>
        <span class="brand-name">Airlines</span>
      </PageLink>
      <nav class="nav" aria-label={texts.nav.label}>
        <PageLink to="map" class="nav-link">
          {texts.nav.map}
        </PageLink>
        <PageLink to="flights" class="nav-link">
          {texts.nav.flights}
        </PageLink>
        <PageLink to="status" class="nav-link">
          {texts.nav.status}
        </PageLink>
      </nav>
      {isMap && (
        <div class="header-state">
          <ConnectionPill />
          <AircraftCount />
        </div>
      )}
      <HeaderTools />
    </header>
  );
}

function AircraftCount(): JSX.Element {
  const { state } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  const { summary } = useCell(state.overview);
  return (
    <p class="header-count" data-testid="aircraft-count">
      {texts.count.inView(summary.inView, formats.count(summary.inView))}
    </p>
  );
}
