import { PATHS, type Route } from '../state/route.ts';
import { useCell } from './use-cell.ts';
import { usePage } from './page-context.tsx';
import type { ComponentChildren, JSX } from 'preact';

/** A link to a page of the site: followed without loading anew, and in every other way a link like any. */
export function PageLink(props: {
  readonly to: Exclude<Route, 'not-found'>;
  readonly class?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { address, state } = usePage();
  const isCurrent = useCell(state.route) === props.to;
  const follow = (event: MouseEvent): void => {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isPlain) return;
    event.preventDefault();
    address.go(props.to);
  };
  return (
    <a
      href={PATHS[props.to]}
      class={props.class ?? ''}
      onClick={follow}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
    >
      {props.children}
    </a>
  );
}
