import { Icon, type IconName } from './icons.tsx';
import { useFormats, useTexts } from './page-context.tsx';
import type { ComponentChildren, JSX } from 'preact';
import type { PanelModel } from '../state/panel-model.ts';

/** Below this an aircraft counts as level: about 150 ft/min. */
const LEVEL_MPS = 0.75;

/** The values of the aircraft: the four that are read most as tiles, the others as a list. */
export function PanelFacts({ model }: { readonly model: PanelModel }): JSX.Element {
  const texts = useTexts();
  const formats = useFormats();
  const altitudeKind = model.altitudeIsGeometric ? texts.panel.altitudeGeometric : texts.panel.altitudeBarometric;
  const hasAltitude = !model.onGround && model.altitudeM !== null;
  return (
    <>
      <dl class="tiles">
        <Tile label={texts.panel.altitude} note={hasAltitude ? altitudeKind : null}>
          {model.onGround ? texts.panel.onGround : formats.altitude(model.altitudeM)}
        </Tile>
        <Tile label={texts.panel.speed}>{formats.speed(model.groundSpeedMps)}</Tile>
        <Tile label={texts.panel.verticalRate} note={verticalWord(model, texts)}>
          <VerticalArrow rateMps={model.verticalRateMps} />
          {formats.verticalRate(model.verticalRateMps)}
        </Tile>
        <Tile label={texts.panel.track}>
          {model.trackDeg !== null && <Needle trackDeg={model.trackDeg} />}
          {formats.track(model.trackDeg)}
        </Tile>
      </dl>
      <dl class="facts">
        <Fact label={texts.panel.callsign}>{model.callsign}</Fact>
        <Fact label={texts.panel.flightNumber}>{model.flightNumber}</Fact>
        <Fact label={texts.panel.registration}>{model.registration}</Fact>
        <Fact label={texts.panel.type}>{model.typeCode}</Fact>
        <Fact label={texts.panel.squawk}>{model.squawk}</Fact>
        <Fact label={texts.panel.icao24}>{model.icao24.toUpperCase()}</Fact>
        <Fact label={texts.panel.category}>{model.category}</Fact>
        <Fact label={texts.panel.position}>{formats.position(model)}</Fact>
        <Fact label={texts.panel.source}>{model.source === null ? null : texts.panel.sources[model.source]}</Fact>
        <Fact label={texts.panel.feed}>{model.feed}</Fact>
        <Fact label={texts.panel.kind}>{texts.panel.kinds[model.kind]}</Fact>
      </dl>
    </>
  );
}

function verticalWord(model: PanelModel, texts: ReturnType<typeof useTexts>): string | null {
  const rate = model.verticalRateMps;
  if (rate === null || model.onGround) return null;
  if (Math.abs(rate) < LEVEL_MPS) return texts.panel.level;
  return rate > 0 ? texts.panel.climbing : texts.panel.descending;
}

function VerticalArrow({ rateMps }: { readonly rateMps: number | null }): JSX.Element | null {
  if (rateMps === null) return null;
  const level: IconName = 'level';
  return <Icon name={Math.abs(rateMps) < LEVEL_MPS ? level : rateMps > 0 ? 'arrowUp' : 'arrowDown'} size={16} />;
}

function Needle({ trackDeg }: { readonly trackDeg: number }): JSX.Element {
  return (
    <svg class="icon" width="16" height="16" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d="M10 16V4.5M5 9l5-4.8L15 9" transform={`rotate(${Math.round(trackDeg)} 10 10)`} />
    </svg>
  );
}

function Tile(props: {
  readonly label: string;
  readonly note?: string | null;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="tile">
      <dt>{props.label}</dt>
      <dd>
        <span class="tile-value">{props.children}</span>
        {props.note != null && <span class="tile-note">{props.note}</span>}
      </dd>
    </div>
  );
}

function Fact(props: { readonly label: string; readonly children: string | null }): JSX.Element {
  const texts = useTexts();
  return (
    <div class="fact">
      <dt>{props.label}</dt>
      <dd class={props.children === null ? 'fact-none' : ''}>{props.children ?? texts.common.none}</dd>
    </div>
  );
}
