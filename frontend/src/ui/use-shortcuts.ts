import { useEffect } from 'preact/hooks';
import { isLegendOpen } from './is-legend-open.ts';
import { shortcutOf, type KeyPress, type ShortcutAction } from '../state/shortcuts.ts';
import { usePage } from './page-context.tsx';
import type { Page } from '../state/page.ts';

/** Listens to the keyboard for as long as the map page is shown. */
export function useShortcuts(): void {
  const page = usePage();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const action = shortcutOf(keyPressOf(event, page), page.preferences.get().shortcuts);
      if (action === null || !perform(action, page)) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [page]);
}

const FIELDS = 'input:not([type="radio"], [type="checkbox"]), select, textarea, [contenteditable]';
const ARROW_OWNERS = '.map-canvas, .table-frame, .panel-body, .legend-body, input[type="radio"]';

function keyPressOf(event: KeyboardEvent, page: Page): KeyPress {
  const target = event.target instanceof Element ? event.target : document.body;
  const field = target.closest(FIELDS);
  return {
    key: event.key,
    modified: event.ctrlKey || event.altKey || event.metaKey,
    // Escape in a filled search field empties it, as browsers do; a second one is ours.
    inField: field !== null && !(event.key === 'Escape' && !isFilled(field)),
    ownsArrows: target.closest(ARROW_OWNERS) !== null,
    ownsZoom: target.closest('.map-canvas') !== null,
    inDialog: page.state.dialog.get() !== null,
  };
}

function isFilled(field: Element): boolean {
  return field instanceof HTMLInputElement && field.value !== '' && field.type === 'search';
}

/** @returns whether the key meant something just now */
function perform(action: ShortcutAction, page: Page): boolean {
  const { state, map, preferences } = page;
  switch (action) {
    case 'search':
      state.searchOpen.set(true);
      return true;
    case 'filters':
      state.filterOpen.set(!state.filterOpen.get());
      return true;
    case 'globe':
      state.globe.set(!state.globe.get());
      return true;
    case 'table':
      state.tableOpen.set(!state.tableOpen.get());
      return true;
    case 'legend':
      preferences.change({ legendOpen: !isLegendOpen(preferences.get().legendOpen) });
      return true;
    case 'pause':
      state.paused.set(!state.paused.get());
      return true;
    case 'units':
      preferences.change({ units: preferences.get().units === 'aviation' ? 'metric' : 'aviation' });
      return true;
    case 'help':
      state.dialog.set('help');
      return true;
    case 'follow':
      if (state.selection.get() === null) return false;
      state.following.set(!state.following.get());
      return true;
    case 'isolate':
      if (state.selection.get() === null) return false;
      state.isolated.set(!state.isolated.get());
      return true;
    case 'centre':
      if (state.selection.get() === null) return false;
      map.centreOnSelected();
      return true;
    case 'escape':
      return closeTopmost(page);
    case 'zoomIn':
      map.zoomIn();
      return true;
    case 'zoomOut':
      map.zoomOut();
      return true;
    case 'panUp':
    case 'panDown':
      map.pan(0, action === 'panUp' ? -1 : 1);
      return true;
    case 'panLeft':
    case 'panRight':
      map.pan(action === 'panLeft' ? -1 : 1, 0);
      return true;
  }
}

function closeTopmost({ state }: Page): boolean {
  if (state.searchOpen.get()) state.searchOpen.set(false);
  else if (state.filterOpen.get()) state.filterOpen.set(false);
  else if (state.selection.get() !== null) state.selection.set(null);
  else if (state.tableOpen.get()) state.tableOpen.set(false);
  else return false;
  return true;
}
