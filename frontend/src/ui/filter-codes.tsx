import { useState } from 'preact/hooks';
import { MOST_CODES } from '../state/aircraft-filter.ts';
import { useFormats } from './page-context.tsx';
import type { Facet } from '../state/filter-facets.ts';
import type { JSX } from 'preact';
import type { MapToolsTexts } from '../i18n/fr-map-tools.ts';

/** Codes that are typed, and the most frequent ones to press. */
export function CodeField(props: {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly texts: MapToolsTexts['filters'];
  readonly chosen: readonly string[];
  readonly frequent: readonly Facet[];
  /** The codes that a typed one stands for; none where it is no code. */
  readonly read: (code: string) => readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}): JSX.Element {
  const { texts, chosen, frequent } = props;
  const formats = useFormats();
  const [typed, setTyped] = useState('');
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const id = `filter-${props.name}`;
  const counts = new Map(frequent.map(({ code, count }) => [code, count]));
  // What is chosen stays in its place when it is no longer among the most frequent.
  const codes = [...new Set([...chosen, ...counts.keys()])];

  const take = (): void => {
    const parts = typed
      .toUpperCase()
      .split(/[^A-Z0-9]+/)
      .filter((part) => part !== '');
    const known = parts.flatMap((part) => props.read(part));
    setUnknown(parts.filter((part) => props.read(part).length === 0));
    setTyped('');
    if (known.length > 0) props.onChange([...new Set([...chosen, ...known])].slice(0, MOST_CODES));
  };
  const toggle = (code: string): void => {
    const isChosen = chosen.includes(code);
    props.onChange(isChosen ? chosen.filter((other) => other !== code) : [...chosen, code].slice(0, MOST_CODES));
  };
  return (
    <div class="filters-group">
      <label class="filters-name" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        class="filters-input"
        type="text"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        enterkeyhint="done"
        maxLength={100}
        placeholder={props.hint}
        value={typed}
        aria-describedby={`${id}-unknown`}
        data-testid={id}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          take();
        }}
        onBlur={take}
      />
      <p id={`${id}-unknown`} class="filters-hint filters-wrong" role="status">
        {unknown.length === 0 ? '' : texts.unknownCodes(formats.list(unknown))}
      </p>
      {codes.length > 0 && (
        <div class="codes" role="group" aria-label={`${props.label} · ${texts.frequent}`}>
          {codes.map((code) => (
            <button
              key={code}
              type="button"
              class="code-toggle"
              aria-pressed={chosen.includes(code)}
              aria-label={counts.has(code) ? texts.frequentCount(code, formats.count(counts.get(code) ?? 0)) : code}
              data-testid={`${id}-${code}`}
              onClick={() => toggle(code)}
            >
              {code}
              {counts.has(code) && <small>{formats.count(counts.get(code) ?? 0)}</small>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
