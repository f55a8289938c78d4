import { Dialog } from './dialog.tsx';
import { LanguageSelect } from './header-tools.tsx';
import { THEMES, type Theme } from '../state/preferences.ts';
import { UNIT_SYSTEMS, type UnitSystem } from '../i18n/formats.ts';
import { useCell } from './use-cell.ts';
import { usePage, useTexts } from './page-context.tsx';
import type { JSX } from 'preact';

/** Everything that can be chosen, with what it means. */
export function SettingsDialog(): JSX.Element {
  const { preferences } = usePage();
  const texts = useTexts();
  const { units, theme, shortcuts } = useCell(preferences);
  const unitNames: Readonly<Record<UnitSystem, readonly [name: string, hint: string]>> = {
    aviation: [texts.settings.unitsAviation, texts.settings.unitsAviationHint],
    metric: [texts.settings.unitsMetric, texts.settings.unitsMetricHint],
  };
  const themeNames: Readonly<Record<Theme, string>> = {
    system: texts.settings.themeSystem,
    light: texts.settings.themeLight,
    dark: texts.settings.themeDark,
  };
  return (
    <Dialog title={texts.settings.title} testId="settings">
      <div class="setting">
        <label class="setting-name" for="settings-language">
          {texts.settings.language}
        </label>
        <LanguageSelect id="settings-language" />
      </div>
      <fieldset class="setting">
        <legend class="setting-name">{texts.settings.units}</legend>
        {UNIT_SYSTEMS.map((system) => (
          <label key={system} class="choice">
            <input
              type="radio"
              name="settings-units"
              value={system}
              checked={units === system}
              onChange={() => preferences.change({ units: system })}
            />
            <span>
              {unitNames[system][0]}
              <small>{unitNames[system][1]}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset class="setting">
        <legend class="setting-name">{texts.settings.theme}</legend>
        {THEMES.map((option) => (
          <label key={option} class="choice">
            <input
              type="radio"
              name="settings-theme"
              value={option}
              checked={theme === option}
              onChange={() => preferences.change({ theme: option })}
            />
            <span>{themeNames[option]}</span>
          </label>
        ))}
      </fieldset>
      <div class="setting">
        <label class="choice">
          <input
            type="checkbox"
            checked={shortcuts}
            data-testid="setting-shortcuts"
            onChange={(event) => preferences.change({ shortcuts: event.currentTarget.checked })}
          />
          <span>
            {texts.settings.shortcuts}
            <small>{texts.settings.shortcutsHint}</small>
          </span>
        </label>
      </div>
      <p class="setting-note">{texts.settings.remembered}</p>
    </Dialog>
  );
}
