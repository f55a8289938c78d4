import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

/**
 * Moves the focus to an element when it appears and back to where it was when it goes, if the focus is still inside.
 * @param isWanted false leaves the focus alone: something that the address opened must not take it
 */
export function useFocusReturn(
  container: RefObject<HTMLElement | null>,
  target: RefObject<HTMLElement | null>,
  isWanted: boolean,
): void {
  const wanted = useRef(isWanted);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const opened = container.current;
    if (wanted.current) target.current?.focus({ preventScroll: true });
    return () => {
      const hasFocus = opened?.contains(document.activeElement) || document.activeElement === document.body;
      if (hasFocus && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [container, target]);
}
