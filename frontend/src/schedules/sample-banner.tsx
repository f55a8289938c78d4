import { Icon } from '../ui/icons.tsx';
import type { JSX } from 'preact';

/** Says for as long as it is so that what the page shows is made up. */
export function SampleBanner(props: { readonly title: string; readonly text: string }): JSX.Element {
  return (
    <p class="banner banner-simulated" role="note" data-testid="banner-sample">
      <Icon name="warning" size={16} />
      <strong>{props.title}</strong>
      <span>{props.text}</span>
    </p>
  );
}
