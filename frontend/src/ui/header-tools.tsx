import { Icon, type IconName } from './icons.tsx';
import { LANGUAGE_NAMES, LANGUAGES, languageOfTag } from '../i18n/languages.ts';
import { UNIT_SYSTEMS, type UnitSystem } from '../i18n/formats.ts';
import { criteriaOf } from '../state/aircraft-filter.ts';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import type { JSX } from 'preact';

/** Everything in the header that can be pressed. What needs room moves into the settings on narrow screens. */
export function HeaderTools(): JSX.Element {
  const { state } = usePage();
  const texts = useTexts();
  const isMap = useCell(state.route) === 'map';
  return (
    <div class="tools" role="group" aria-label={texts.toolbar.label}>
      {isMap && <MapTools />}
      <div class="tools-wide">
        <UnitSwitch />
        <LanguageSelect id="header-language" />
        <ThemeButton />
      </div>
      <ToolButton icon="settings" label={texts.toolbar.settings} onPress={() => state.dialog.set('settings')} />
      <ToolButton icon="help" label={texts.toolbar.help} keyHint="?" onPress={() => state.dialog.set('help')} />
    </div>
  );
}

function MapTools(): JSX.Element {
  const { state } = usePage();
  const texts = useTexts();
  const tableOpen = useCell(state.tableOpen);
  const paused = useCell(state.paused);
  return (
    <>
      <SearchButton />
      <FilterButton />
      <ToolButton
        icon="table"
        label={texts.toolbar.table}
        keyHint="t"
        pressed={tableOpen}
        labelled
        testId="toggle-table"
        onPress={() => state.tableOpen.set(!tableOpen)}
      />
      <ToolButton
        icon={paused ? 'play' : 'pause'}
        label={paused ? texts.toolbar.resume : texts.toolbar.pause}
        keyHint="p"
        emphasised={paused}
        labelled
        testId="toggle-pause"
        onPress={() => state.paused.set(!paused)}
      />
    </>
  );
}

/** Opens the search, whose code comes with it. */
export function SearchButton(): JSX.Element {
  const page = usePage();
  const texts = useTexts();
  const { shortcuts } = useCell(page.preferences);
  const open = useCell(page.state.searchOpen);
  return (
    <button
      type="button"
      class="search-button"
      aria-label={texts.toolbar.search}
      aria-keyshortcuts="/"
      title={texts.toolbar.search}
      data-testid="search"
      aria-expanded={open}
      onClick={() => page.state.searchOpen.set(true)}
    >
      <Icon name="search" size={18} />
      <span class="search-hint">{texts.toolbar.searchHint}</span>
      {shortcuts && <kbd aria-hidden="true">/</kbd>}
    </button>
  );
}

/** Opens the filters; says how many are at work. */
export function FilterButton(): JSX.Element {
  const { state } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  const open = useCell(state.filterOpen);
  const count = criteriaOf(useCell(state.filter));
  const { shortcuts } = useCell(usePage().preferences);
  const label = count === 0 ? texts.toolbar.filters : texts.toolbar.filtersActive(count, formats.count(count));
  return (
    <button
      type="button"
      class={`tool tool-labelled filter-button`}
      title={shortcuts ? `${label} (${texts.toolbar.shortcut('X')})` : label}
      aria-label={label}
      aria-expanded={open}
      data-testid="toggle-filters"
      onClick={() => state.filterOpen.set(!open)}
      {...(shortcuts ? { 'aria-keyshortcuts': 'x' } : {})}
    >
      <Icon name="filter" />
      <span class="tool-label">{texts.toolbar.filters}</span>
      {count > 0 && <span class="tool-count">{formats.count(count)}</span>}
    </button>
  );
}

interface ToolButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onPress: () => void;
  readonly keyHint?: string;
  readonly pressed?: boolean;
  readonly emphasised?: boolean;
  /** Shows the label where there is room. */
  readonly labelled?: boolean;
  readonly testId?: string;
}

export function ToolButton(props: ToolButtonProps): JSX.Element {
  const texts = useTexts();
  const { shortcuts } = useCell(usePage().preferences);
  const hint = props.keyHint !== undefined && shortcuts ? props.keyHint : null;
  const title = hint === null ? props.label : `${props.label} (${texts.toolbar.shortcut(hint.toUpperCase())})`;
  return (
    <button
      type="button"
      class={`tool${props.labelled ? ' tool-labelled' : ''}${props.emphasised ? ' tool-emphasised' : ''}`}
      title={title}
      aria-label={props.label}
      onClick={props.onPress}
      {...(hint === null ? {} : { 'aria-keyshortcuts': hint })}
      {...(props.pressed === undefined ? {} : { 'aria-pressed': props.pressed })}
      {...(props.testId === undefined ? {} : { 'data-testid': props.testId })}
    >
      <Icon name={props.icon} />
      {props.labelled && <span class="tool-label">{props.label}</span>}
    </button>
  );
}

const UNIT_SYMBOLS: Readonly<Record<UnitSystem, string>> = { aviation: 'ft · kt', metric: 'm · km/h' };

function UnitSwitch(): JSX.Element {
  const { preferences } = usePage();
  const texts = useTexts();
  const { units } = useCell(preferences);
  const names: Readonly<Record<UnitSystem, string>> = {
    aviation: texts.settings.unitsAviation,
    metric: texts.settings.unitsMetric,
  };
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{texts.settings.units}</legend>
      {UNIT_SYSTEMS.map((system) => (
        <label key={system} class="segment" title={names[system]}>
          <input
            type="radio"
            name="header-units"
            value={system}
            checked={units === system}
            aria-label={names[system]}
            onChange={() => preferences.change({ units: system })}
          />
          <span aria-hidden="true">{UNIT_SYMBOLS[system]}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function LanguageSelect({ id }: { readonly id: string }): JSX.Element {
  const page = usePage();
  const texts = useTexts();
  const language = useCell(page.language);
  return (
    <span class="select">
      <select
        id={id}
        aria-label={texts.settings.language}
        value={language}
        onChange={(event) => {
          const chosen = languageOfTag(event.currentTarget.value);
          if (chosen !== null) page.speak(chosen);
        }}
      >
        {LANGUAGES.map((option) => (
          <option key={option} value={option} lang={option} selected={option === language}>
            {LANGUAGE_NAMES[option]}
          </option>
        ))}
      </select>
      <Icon name="down" size={16} />
    </span>
  );
}

function ThemeButton(): JSX.Element {
  const { preferences, theme } = usePage();
  const texts = useTexts();
  const isDark = useCell(theme) === 'dark';
  return (
    <ToolButton
      icon={isDark ? 'sun' : 'moon'}
      label={isDark ? texts.toolbar.toLight : texts.toolbar.toDark}
      onPress={() => preferences.change({ theme: isDark ? 'light' : 'dark' })}
    />
  );
}
