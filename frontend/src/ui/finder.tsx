import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { createFindClient } from '../api/find-client.ts';
import { createMapSearch } from '../state/map-search.ts';
import { FinderOptions, finderOptionId } from './finder-options.tsx';
import { Icon } from './icons.tsx';
import { loadMapToolsTexts } from '../i18n/map-tools-dictionary.ts';
import { useCell } from './use-cell.ts';
import { useFocusReturn } from './use-focus-return.ts';
import { useFormats, usePage } from './page-context.tsx';
import { useLazyWords } from '../schedules/use-lazy-words.ts';
import '../styles/finder.css';
import type { Found } from '../state/found.ts';
import type { JSX, TargetedKeyboardEvent } from 'preact';

const INPUT_ID = 'finder-input';
const LIST_ID = 'finder-list';
const LONGEST_TEXT = 40;
/** Zoom at which an airport and what is around it is seen. */
const AIRPORT_ZOOM = 9.5;

/**
 * The search of the map as an editable combobox with list autocomplete, as the WAI-ARIA Authoring Practices have it. It
 * lies over the page for as long as it is open; what is typed marks the best match, which Enter takes.
 */
export function Finder(): JSX.Element | null {
  const page = usePage();
  const { state, map } = page;
  const { words } = useLazyWords(loadMapToolsTexts);
  const formats = useFormats();
  const [search] = useState(() =>
    createMapSearch({
      store: page.store,
      client: createFindClient(page.fetch),
      loadAirports: async () => (await import('#domain/airports.ts')).AIRPORTS,
      hasAirports: () => (state.status.get().status?.schedules?.counts.airports ?? 0) > 0,
      language: page.language,
      scheduler: page.scheduler,
    }),
  );
  useEffect(() => search.close, [search]);
  const reading = useCell(search.reading);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useFocusReturn(box, input, true);
  const { found } = reading;
  const isTyped = text.trim() !== '';
  const marked = isTyped && active < found.length ? active : -1;
  useEffect(() => {
    if (marked >= 0) document.getElementById(finderOptionId(marked))?.scrollIntoView({ block: 'nearest' });
  }, [marked]);

  const close = useCallback(() => state.searchOpen.set(false), [state]);
  useEffect(() => {
    const closeOutside = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) close();
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [close]);
  const type = (typed: string): void => {
    setText(typed);
    setActive(0);
    search.type(typed);
  };
  const choose = (one: Found | undefined): void => {
    if (one === undefined) return;
    close();
    if (one.kind === 'airport') {
      state.place.set(one);
      map.flyTo(one, AIRPORT_ZOOM);
      return;
    }
    state.selection.set(one.icao24);
    map.flyToSelected(one);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (event.isComposing) return;
    const count = found.length;
    switch (event.key) {
      case 'ArrowDown':
        if (count > 0) setActive((marked + 1) % count);
        break;
      case 'ArrowUp':
        if (count > 0) setActive(marked <= 0 ? count - 1 : marked - 1);
        break;
      case 'Enter':
        if (isTyped) choose(search.foundNow()[active]);
        break;
      case 'Escape':
        if (isTyped) type('');
        else close();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const texts = words?.search;
  return (
    <div
      ref={box}
      class="finder"
      role="search"
      aria-label={texts?.label}
      data-testid="finder"
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (to instanceof Node && !event.currentTarget.contains(to)) close();
      }}
    >
      <div class="finder-field">
        <Icon name="search" size={18} />
        <input
          ref={input}
          id={INPUT_ID}
          type="text"
          role="combobox"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          enterkeyhint="go"
          maxLength={LONGEST_TEXT}
          placeholder={texts?.placeholder}
          value={text}
          aria-label={texts?.label}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={isTyped && found.length > 0}
          aria-controls={LIST_ID}
          {...(marked < 0 ? {} : { 'aria-activedescendant': finderOptionId(marked) })}
          data-testid="finder-input"
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          class="tool"
          aria-label={isTyped ? texts?.clear : texts?.close}
          title={isTyped ? texts?.clear : texts?.close}
          data-testid="finder-clear"
          onClick={() => {
            if (!isTyped) {
              close();
              return;
            }
            type('');
            input.current?.focus();
          }}
        >
          <Icon name="close" size={18} />
        </button>
      </div>
      {texts !== undefined && (
        <FinderOptions
          listId={LIST_ID}
          texts={texts}
          reading={reading}
          isTyped={isTyped}
          marked={marked}
          onChoose={choose}
          onRetry={search.retry}
        />
      )}
      <p class="visually-hidden" role="status" data-testid="finder-count">
        {texts !== undefined && isTyped && reading.text === text.trim()
          ? found.length === 0 && reading.remote !== 'loading'
            ? texts.none(text.trim())
            : texts.count(found.length, formats.count(found.length))
          : ''}
      </p>
    </div>
  );
}
