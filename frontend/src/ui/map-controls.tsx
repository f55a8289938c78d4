import { useState } from 'preact/hooks';
import { europeFor } from '../state/europe.ts';
import { Icon, type IconName } from './icons.tsx';
import { useCell } from './use-cell.ts';
import { usePage, useTexts } from './page-context.tsx';
import type { JSX } from 'preact';

/** Zoom and movement by buttons, for whoever can't drag, pinch or use a wheel. Small screens fold the movement away. */
export function MapControls(): JSX.Element {
  const { map, state } = usePage();
  const texts = useTexts();
  const globe = useCell(state.globe);
  const [unfolded, setUnfolded] = useState(false);
  return (
    <div class="map-controls" role="group" aria-label={texts.map.controls}>
      <div id="pad" class={`pad${unfolded ? '' : ' pad-folded'}`} role="group" aria-label={texts.map.pan}>
        <ControlButton icon="up" label={texts.map.panUp} class="pad-up" onPress={() => map.pan(0, -1)} />
        <ControlButton icon="left" label={texts.map.panLeft} class="pad-left" onPress={() => map.pan(-1, 0)} />
        <ControlButton
          icon="home"
          label={texts.map.resetView}
          class="pad-middle"
          onPress={() => map.show(europeFor(window.innerWidth))}
        />
        <ControlButton icon="right" label={texts.map.panRight} class="pad-right" onPress={() => map.pan(1, 0)} />
        <ControlButton icon="down" label={texts.map.panDown} class="pad-down" onPress={() => map.pan(0, 1)} />
      </div>
      <button
        type="button"
        class="control pad-toggle"
        aria-label={texts.map.pan}
        title={texts.map.pan}
        aria-expanded={unfolded}
        aria-controls="pad"
        onClick={() => setUnfolded(!unfolded)}
      >
        <Icon name="move" size={18} />
      </button>
      <ControlButton
        icon={globe ? 'flat' : 'globe'}
        label={globe ? texts.map.toFlat : texts.map.toGlobe}
        class="globe-toggle"
        testId="toggle-globe"
        onPress={() => state.globe.set(!globe)}
      />
      <div class="zoom">
        <ControlButton icon="plus" label={texts.map.zoomIn} onPress={map.zoomIn} />
        <ControlButton icon="minus" label={texts.map.zoomOut} onPress={map.zoomOut} />
      </div>
    </div>
  );
}

function ControlButton(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly class?: string;
  readonly testId?: string;
  readonly onPress: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class={`control ${props.class ?? ''}`}
      aria-label={props.label}
      title={props.label}
      onClick={props.onPress}
      {...(props.testId === undefined ? {} : { 'data-testid': props.testId })}
    >
      <Icon name={props.icon} size={18} />
    </button>
  );
}
