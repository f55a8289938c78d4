import { ALTITUDE_BANDS, EMERGENCY_COLOUR, type AltitudeBand } from '../map/altitude-scale.ts';
import { Icon, Silhouette } from './icons.tsx';
import { isLegendOpen } from './is-legend-open.ts';
import { SILHOUETTES } from '../map/aircraft-kind.ts';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import type { Dictionary } from '../i18n/dictionary.ts';
import type { Formats } from '../i18n/formats.ts';
import type { JSX } from 'preact';

const SAMPLE_PX = 20;

export function Legend(): JSX.Element {
  const { preferences } = usePage();
  const texts = useTexts();
  const { legendOpen, shortcuts } = useCell(preferences);
  const open = isLegendOpen(legendOpen);
  return (
    <section class={`legend${open ? ' legend-open' : ''}`} aria-label={texts.legend.title}>
      <button
        type="button"
        class="legend-toggle"
        aria-expanded={open}
        aria-controls="legend-body"
        {...(shortcuts ? { 'aria-keyshortcuts': 'l' } : {})}
        data-testid="toggle-legend"
        onClick={() => preferences.change({ legendOpen: !open })}
      >
        <Icon name="legend" size={18} />
        <span>{texts.legend.title}</span>
        <Icon name={open ? 'down' : 'up'} size={16} />
      </button>
      <div id="legend-body" class="legend-body" hidden={!open}>
        {open && <LegendBody />}
      </div>
    </section>
  );
}

function LegendBody(): JSX.Element {
  const { theme } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  const shown = useCell(theme);
  return (
    <>
      <h3>{texts.legend.altitude}</h3>
      <ul class="legend-bands">
        {ALTITUDE_BANDS.map((band) => (
          <li key={band.key} style={{ '--band': band.colour[shown] }}>
            <span class="legend-sample">
              <Silhouette shape={band.key === 'ground' ? 'ground' : 'jet'} size={SAMPLE_PX * band.size} />
            </span>
            <span class="legend-dots" aria-hidden="true">
              {Array.from({ length: band.dots }, (_, dot) => (
                <i key={dot} />
              ))}
            </span>
            <span>{bandName(band, texts, formats)}</span>
          </li>
        ))}
      </ul>
      <p class="legend-hint">{texts.legend.altitudeCue}</p>
      <details class="legend-more">
        <summary>{texts.legend.more}</summary>
        <LegendKinds />
      </details>
    </>
  );
}

/** The silhouettes, and what the look of an aircraft says beside its altitude. */
function LegendKinds(): JSX.Element {
  const { theme } = usePage();
  const texts = useTexts();
  const shown = useCell(theme);
  return (
    <>
      <h3>{texts.legend.icons}</h3>
      <ul class="legend-shapes">
        {SILHOUETTES.map((shape) => (
          <li key={shape}>
            <span class="legend-sample">
              <Silhouette shape={shape} size={18} />
            </span>
            <span>{texts.legend.shapes[shape]}</span>
          </li>
        ))}
      </ul>
      <h3>{texts.legend.states}</h3>
      <ul class="legend-states">
        <li style={{ '--band': EMERGENCY_COLOUR[shown] }}>
          <span class="legend-sample legend-sample-emergency">
            <Silhouette shape="jet" size={16} />
          </span>
          <span>{texts.legend.emergency}</span>
        </li>
        <li>
          <span class="legend-sample legend-sample-selected">
            <Silhouette shape="jet" size={16} />
          </span>
          <span>{texts.legend.selected}</span>
        </li>
        <li>
          <span class="legend-sample legend-sample-simulated">
            <Silhouette shape="jet" size={SAMPLE_PX} />
          </span>
          <span>{texts.legend.simulated}</span>
        </li>
        <li>
          <span class="legend-sample legend-sample-lost">
            <Silhouette shape="jet" size={SAMPLE_PX} />
          </span>
          <span>{texts.legend.lost}</span>
        </li>
        <li>
          <span class="legend-sample legend-sample-faded">
            <Silhouette shape="jet" size={SAMPLE_PX} />
          </span>
          <span>{texts.legend.faded}</span>
        </li>
      </ul>
    </>
  );
}

/** The name of a band: its lower edge, and for the lowest one its upper edge. */
function bandName(band: AltitudeBand, texts: Dictionary, formats: Formats): string {
  if (band.key === 'ground') return texts.legend.ground;
  if (band.fromM === null) return texts.legend.unknownAltitude;
  if (Number.isFinite(band.fromM)) return texts.legend.above(formats.altitude(band.fromM));
  const next = ALTITUDE_BANDS.find(({ fromM }) => fromM !== null && Number.isFinite(fromM));
  return texts.legend.below(formats.altitude(next?.fromM ?? null));
}
