import { PageLink } from './link.tsx';
import { Silhouette } from './icons.tsx';
import { useTexts } from './page-context.tsx';
import type { JSX } from 'preact';

export function NotFoundPage(): JSX.Element {
  const texts = useTexts();
  return (
    <main id="main" class="page page-narrow" tabIndex={-1} data-testid="not-found">
      <span class="not-found-mark">
        <Silhouette shape="jet" size={56} trackDeg={115} />
      </span>
      <h1>{texts.notFound.title}</h1>
      <p>{texts.notFound.text}</p>
      <PageLink to="map" class="button button-primary">
        {texts.notFound.toMap}
      </PageLink>
    </main>
  );
}
