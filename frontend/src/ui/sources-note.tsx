import { useEffect, useRef, useState } from 'preact/hooks';
import { attributionParts } from '../state/attribution-parts.ts';
import { Icon } from './icons.tsx';
import { loadMapToolsTexts } from '../i18n/map-tools-dictionary.ts';
import { PageLink } from './link.tsx';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import { useLazyWords } from '../schedules/use-lazy-words.ts';
import '../styles/sources-note.css';
import type { Feed } from '#contracts/http-status.ts';
import type { JSX } from 'preact';
import type { MapToolsTexts } from '../i18n/fr-map-tools.ts';

const LIST_ID = 'sources-list';

/** Whom the positions on the map come from: their names in a line, their licences and terms in a list that it opens. */
export function SourcesNote(): JSX.Element | null {
  const { state } = usePage();
  const { words } = useLazyWords(loadMapToolsTexts);
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { status } = useCell(state.status);
  // What runs beside but isn't shown has no part in the map.
  const feeds = status?.feeds.filter(({ kind }) => kind === status.newest.kind) ?? [];
  useEffect(() => {
    if (!open) return;
    const closeOutside = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [open]);
  if (words === null) return null;
  const texts = words.sources;
  const names = feeds.map(({ feed }) => feed);
  return (
    <div
      ref={box}
      class="sources"
      data-testid="sources"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      {open && <SourcesList feeds={feeds} texts={texts} />}
      <button
        ref={button}
        type="button"
        class="sources-button"
        aria-expanded={open}
        aria-controls={LIST_ID}
        onClick={() => setOpen(!open)}
      >
        <span class="sources-names">{names.length === 0 ? texts.button : texts.line(formats.list(names))}</span>
        <Icon name={open ? 'down' : 'up'} size={14} />
      </button>
    </div>
  );
}

function SourcesList(props: {
  readonly feeds: readonly Feed[];
  readonly texts: MapToolsTexts['sources'];
}): JSX.Element {
  const { feeds, texts } = props;
  const { panel } = useTexts();
  return (
    <section id={LIST_ID} class="sources-list" aria-label={texts.label} tabIndex={0}>
      <h2>{texts.positions}</h2>
      {feeds.length === 0 && <p>{texts.none}</p>}
      <ul>
        {feeds.map((feed) => (
          <li key={feed.feed}>
            <strong>{feed.feed}</strong> <span class={`tag tag-${feed.kind}`}>{panel.kinds[feed.kind]}</span>
            {feed.attribution !== null && (
              <p>
                <Attribution text={feed.attribution} opens={texts.opens} />
              </p>
            )}
            {feed.licence !== null && (
              <p>
                <OutsideLink href={feed.licence.url} opens={texts.opens}>
                  {texts.licence(feed.licence.name)}
                </OutsideLink>
              </p>
            )}
          </li>
        ))}
      </ul>
      <p>{texts.map}</p>
      <p>
        <PageLink to="status">{texts.schedules}</PageLink>
      </p>
    </section>
  );
}

/** What a feed says of itself, with its addresses as links. */
function Attribution({ text, opens }: { readonly text: string; readonly opens: string }): JSX.Element {
  return (
    <>
      {attributionParts(text).map(({ text: part, href }, index) =>
        href === null ? (
          <span key={index}>{part}</span>
        ) : (
          <OutsideLink key={index} href={href} opens={opens}>
            {part}
          </OutsideLink>
        ),
      )}
    </>
  );
}

function OutsideLink(props: { readonly href: string; readonly opens: string; readonly children: string }): JSX.Element {
  return (
    <a href={props.href} target="_blank" rel="noopener noreferrer">
      {props.children}
      <span class="visually-hidden"> ({props.opens})</span>
    </a>
  );
}
