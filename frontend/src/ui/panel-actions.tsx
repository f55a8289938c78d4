import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { shareAddress } from '../state/share-address.ts';
import { useCell } from './use-cell.ts';
import { usePage, useTexts } from './page-context.tsx';
import type { JSX, TargetedFocusEvent } from 'preact';
import type { PanelModel } from '../state/panel-model.ts';

/** Centre, follow, isolate, share. */
export function PanelActions({ model }: { readonly model: PanelModel }): JSX.Element {
  const { state, map } = usePage();
  const texts = useTexts();
  const following = useCell(state.following);
  const isolated = useCell(state.isolated);
  return (
    <div class="actions">
      <button type="button" class="button" onClick={map.centreOnSelected}>
        <Icon name="centre" size={18} />
        {model.presence === 'gone' ? texts.panel.showLast : texts.panel.centre}
      </button>
      {model.presence === 'here' && (
        <button
          type="button"
          class="button"
          aria-pressed={following}
          data-testid="follow"
          onClick={() => state.following.set(!following)}
        >
          <Icon name="follow" size={18} />
          {texts.panel.follow}
        </button>
      )}
      {model.presence === 'here' && (
        <button
          type="button"
          class="button"
          aria-pressed={isolated}
          data-testid="isolate"
          onClick={() => state.isolated.set(!isolated)}
        >
          <Icon name="isolate" size={18} />
          {texts.panel.isolate}
        </button>
      )}
      <ShareButton model={model} />
    </div>
  );
}

type ShareResult = 'none' | 'copied' | 'refused';
const CONFIRMED_MS = 4000;

function ShareButton({ model }: { readonly model: PanelModel }): JSX.Element {
  const { state, scheduler } = usePage();
  const texts = useTexts();
  const [result, setResult] = useState<ShareResult>('none');
  const link = shareAddress(window.location.origin, state.camera.get(), model.icao24);
  useEffect(() => {
    if (result !== 'copied') return;
    return scheduler.after(CONFIRMED_MS, () => setResult('none'));
  }, [result, scheduler]);

  const copy = (): void => {
    navigator.clipboard.writeText(link).then(
      () => setResult('copied'),
      () => setResult('refused'),
    );
  };
  return (
    <>
      <button type="button" class="button" data-testid="share" onClick={copy}>
        <Icon name={result === 'copied' ? 'check' : 'link'} size={18} />
        {result === 'copied' ? texts.panel.shared : texts.panel.share}
      </button>
      <span class="visually-hidden" role="status">
        {result === 'copied' ? texts.panel.shared : ''}
      </span>
      {result === 'refused' && (
        <p class="share-link" role="status">
          {texts.panel.shareFailed}
          <input type="text" readOnly value={link} aria-label={texts.panel.share} onFocus={selectAll} />
        </p>
      )}
    </>
  );
}

function selectAll(event: TargetedFocusEvent<HTMLInputElement>): void {
  event.currentTarget.select();
}
