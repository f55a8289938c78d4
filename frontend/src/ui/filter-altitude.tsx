import { useState } from 'preact/hooks';
import { altitudeField, fieldText, metresOf, type AltitudeField } from '../state/altitude-field.ts';
import { changeFilter } from '../state/filter-commands.ts';
import { useCell } from './use-cell.ts';
import { usePage } from './page-context.tsx';
import type { JSX } from 'preact';
import type { MapToolsTexts } from '../i18n/fr-map-tools.ts';

/** The lowest and the highest altitude, in the reader's unit. */
export function AltitudeFields({ texts }: { readonly texts: MapToolsTexts['filters'] }): JSX.Element {
  const { state, preferences } = usePage();
  const { minAltitudeM, maxAltitudeM } = useCell(state.filter);
  const field = altitudeField(useCell(preferences).units);
  const isCrossed = minAltitudeM !== null && maxAltitudeM !== null && minAltitudeM > maxAltitudeM;
  return (
    <fieldset class="filters-group" aria-describedby="filter-altitude-hint">
      <legend class="filters-name">{texts.altitude}</legend>
      <div class="altitudes">
        <AltitudeInput
          id="filter-altmin"
          label={texts.min}
          metres={minAltitudeM}
          field={field}
          isWrong={isCrossed}
          onChange={(metres) => changeFilter(state, { minAltitudeM: metres })}
        />
        <AltitudeInput
          id="filter-altmax"
          label={texts.max}
          metres={maxAltitudeM}
          field={field}
          isWrong={isCrossed}
          onChange={(metres) => changeFilter(state, { maxAltitudeM: metres })}
        />
      </div>
      <p id="filter-altitude-hint" class={isCrossed ? 'filters-hint filters-wrong' : 'filters-hint'} role="status">
        {isCrossed ? texts.altitudeCrossed : texts.altitudeHint(texts.units[field.unit])}
      </p>
    </fieldset>
  );
}

function AltitudeInput(props: {
  readonly id: string;
  readonly label: string;
  readonly metres: number | null;
  readonly field: AltitudeField;
  readonly isWrong: boolean;
  readonly onChange: (metres: number | null) => void;
}): JSX.Element {
  const { id, field } = props;
  // While it is typed in, the field shows what is typed and not what became of it.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <label class="altitude-field" for={id}>
      <span>{props.label}</span>
      <span class="altitude-box">
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={0}
          max={field.max}
          step={field.step}
          value={typed ?? fieldText(props.metres, field)}
          data-testid={id}
          {...(props.isWrong ? { 'aria-invalid': true } : {})}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            props.onChange(metresOf(event.currentTarget.value, field));
          }}
          onBlur={() => setTyped(null)}
        />
        <span aria-hidden="true">{field.unit}</span>
      </span>
    </label>
  );
}
