import { Icon } from './icons.tsx';
import { useCell } from './use-cell.ts';
import { useFormats, usePage, useTexts } from './page-context.tsx';
import type { Banner } from '../state/banner.ts';
import type { Dictionary } from '../i18n/dictionary.ts';
import type { Formats } from '../i18n/formats.ts';
import type { JSX } from 'preact';

/** Says for as long as it is so that what is on the map isn't the sky of now. In the flow of the page: nothing covers it. */
export function Banners(): JSX.Element {
  const { state } = usePage();
  const texts = useTexts();
  const formats = useFormats();
  const { banners } = useCell(state.overview);
  return (
    <div class="banners" role="status">
      {banners.map((banner) => (
        <p key={banner.kind} class={`banner banner-${banner.kind}`} data-testid={`banner-${banner.kind}`}>
          <Icon name={banner.kind === 'simulated' ? 'warning' : 'refresh'} size={16} />
          <strong>{banner.kind === 'simulated' ? texts.banner.simulatedTitle : texts.banner.replayTitle}</strong>
          <span>{bannerText(banner, texts, formats)}</span>
        </p>
      ))}
    </div>
  );
}

function bannerText(banner: Banner, texts: Dictionary, formats: Formats): string {
  if (banner.kind === 'simulated') return banner.mixed ? texts.banner.mixedText : texts.banner.simulatedText;
  if (banner.capturedAtMs === null) return texts.banner.replayText;
  return texts.banner.replayCaptured(
    texts.common.withLocal(formats.dateTimeUtc(banner.capturedAtMs), formats.minuteLocal(banner.capturedAtMs)),
  );
}
