import { useEffect, useRef } from 'preact/hooks';
import { emergencyName } from './emergency-name.ts';
import { Icon } from './icons.tsx';
import { PanelActions } from './panel-actions.tsx';
import { PanelFacts } from './panel-facts.tsx';
import { PanelFlight } from './panel-flight.tsx';
import { PanelFreshness } from './panel-freshness.tsx';
import { PanelRoute } from './panel-route.tsx';
import { PanelTrail } from './panel-trail.tsx';
import { useAircraft } from './use-aircraft.ts';
import { useCell } from './use-cell.ts';
import { useFocusReturn } from './use-focus-return.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import type { JSX } from 'preact';
import type { PanelModel } from '../state/panel-model.ts';

/** Below this width the panel is a sheet at the bottom. */
const SHEET_UP_TO_PX = 720;

interface PanelProps {
  readonly icao24: string;
  readonly takesFocus: boolean;
}

/** The panel of whichever aircraft is selected; with another one it begins anew. */
export function SelectedPanel(props: PanelProps): JSX.Element {
  return <AircraftPanel key={props.icao24} {...props} />;
}

/** Everything about the selected aircraft, beside the map and never over all of it. */
function AircraftPanel({ icao24, takesFocus }: PanelProps): JSX.Element {
  const { state, map } = usePage();
  const texts = useTexts();
  const { model } = useAircraft(icao24);
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusReturn(panel, heading, takesFocus);
  useEffect(() => {
    const box = panel.current?.getBoundingClientRect();
    if (box === undefined) return;
    const isSheet = window.innerWidth <= SHEET_UP_TO_PX;
    map.reveal(isSheet ? { right: 0, bottom: box.height } : { right: box.width, bottom: 0 });
  }, [icao24, map]);

  const name = model?.name ?? icao24.toUpperCase();
  return (
    <aside ref={panel} class="panel" aria-label={texts.panel.label(name)} data-testid="aircraft-panel">
      <div class="panel-head">
        <div class="panel-title">
          <h2 ref={heading} tabIndex={-1}>
            {name}
          </h2>
          {model !== null && <Subtitle model={model} />}
        </div>
        <button
          type="button"
          class="tool panel-close"
          aria-label={texts.panel.close}
          title={texts.panel.close}
          onClick={() => state.selection.set(null)}
        >
          <Icon name="close" />
        </button>
      </div>
      <div class="panel-body">{model === null ? <Absence icao24={icao24} /> : <Presence model={model} />}</div>
    </aside>
  );
}

function Subtitle({ model }: { readonly model: PanelModel }): JSX.Element {
  const texts = useTexts();
  const parts = [model.flightNumber, model.registration, model.typeCode].filter(
    (part): part is string => part !== null && part !== model.name,
  );
  return (
    <p class="panel-subtitle">
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
      {model.kind !== 'live' && <span class={`tag tag-${model.kind}`}>{texts.panel.kinds[model.kind]}</span>}
    </p>
  );
}

function Presence({ model }: { readonly model: PanelModel }): JSX.Element {
  return (
    <>
      {model.emergency !== null && <Emergency model={model} />}
      <Whereabouts model={model} />
      <PanelFreshness model={model} />
      <PanelRoute origin={model.origin} destination={model.destination} />
      {model.flight !== null && <PanelFlight flight={model.flight} />}
      <PanelActions model={model} />
      <PanelFacts model={model} />
      <PanelTrail />
    </>
  );
}

/** Says of an aircraft that isn't on the map whether it is somewhere else or received no more. */
function Whereabouts({ model }: { readonly model: PanelModel }): JSX.Element | null {
  const { state } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  // Until the first snapshot has come, nothing is on the map.
  const isLoaded = useCell(state.session).name === 'live';
  if (model.presence === 'here' || !isLoaded) return null;
  const isGone = model.presence === 'gone';
  const at = model.observedAtMs;
  const lastSeen = texts.common.withLocal(formats.dateTimeUtc(at), formats.minuteLocal(at));
  return (
    <div class="panel-note" role="status" data-testid={isGone ? 'panel-left' : 'panel-outside'}>
      <strong>{isGone ? texts.panel.leftTitle : texts.panel.outsideTitle}</strong>
      <p>{isGone ? texts.panel.leftText(lastSeen) : texts.panel.outsideText}</p>
    </div>
  );
}

function Emergency({ model }: { readonly model: PanelModel }): JSX.Element {
  const texts = useTexts();
  return (
    <p class="emergency" role="alert" data-testid="panel-emergency">
      <Icon name="emergency" size={18} />
      <strong>{texts.panel.emergencyLabel}</strong>
      <span>
        {model.squawk === null ? '' : `${model.squawk} · `}
        {emergencyName(model.emergency ?? '', texts)}
      </span>
    </p>
  );
}

/** What is said while nothing is known of the aircraft: it is looked for, unknown, or the server failed. */
function Absence({ icao24 }: { readonly icao24: string }): JSX.Element {
  const { state, details } = usePage();
  const texts = useTexts();
  const reading = useCell(state.details);
  if (reading.state === 'missing') {
    return (
      <div class="panel-note" role="status" data-testid="panel-missing">
        <strong>{texts.panel.missingTitle}</strong>
        <p>{texts.panel.missingText(icao24.toUpperCase())}</p>
      </div>
    );
  }
  if (reading.state === 'failed') {
    return (
      <div class="panel-note" role="status" data-testid="panel-failed">
        <strong>{texts.panel.failedTitle}</strong>
        <p>{texts.panel.failedText}</p>
        <button type="button" class="button" onClick={details.retry}>
          {texts.common.retry}
        </button>
      </div>
    );
  }
  return (
    <p class="panel-loading" role="status">
      <span class="spinner" aria-hidden="true" />
      {texts.panel.loading}
    </p>
  );
}
