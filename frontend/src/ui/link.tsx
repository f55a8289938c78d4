import { airportPath, PATHS, type FixedRoute } from '../state/route.ts';
import { useCell } from './use-cell.ts';
import { usePage } from './page-context.tsx';
import type { ComponentChildren, JSX } from 'preact';

interface LinkProps {
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A link to a page of the site: followed without loading anew, and in every other way a link like any. */
export function PageLink(props: LinkProps & { readonly to: FixedRoute }): JSX.Element {
  const { state } = usePage();
  const isCurrent = useCell(state.route) === props.to;
  return (
    <SiteLink
      href={PATHS[props.to]}
      class={props.class ?? ''}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
    >
      {props.children}
    </SiteLink>
  );
}

/** A link to the page of an airport. */
export function AirportLink(props: LinkProps & { readonly code: string }): JSX.Element {
  return (
    <SiteLink href={airportPath(props.code)} class={props.class ?? ''}>
      {props.children}
    </SiteLink>
  );
}

/** A link to an address of the site: path and query. */
export function SiteLink(
  props: LinkProps & { readonly href: string; readonly 'aria-current'?: 'page'; readonly 'data-testid'?: string },
): JSX.Element {
  const { address } = usePage();
  const { children, ...given } = props;
  return (
    <a
      {...given}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        address.open(props.href);
      }}
    >
      {children}
    </a>
  );
}

/** Whether a click means to follow the link here, and not in another tab or window. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
