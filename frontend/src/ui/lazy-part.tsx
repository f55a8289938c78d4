import { useEffect, useState } from 'preact/hooks';
import type { ComponentChildren, ComponentType, JSX } from 'preact';

/**
 * A part of a page whose code is loaded when it is first shown. Where that fails, the part stays away and the page goes
 * on without it; showing it again tries again.
 */
export function LazyPart<P extends object>(props: {
  /** Must be the same function at every rendering. */
  readonly load: () => Promise<ComponentType<P>>;
  readonly given: P;
  /** What stands there until the code has come. */
  readonly meanwhile?: ComponentChildren;
  readonly onFailed?: () => void;
}): JSX.Element {
  const { load, onFailed } = props;
  const [loaded, setLoaded] = useState<{ readonly Part: ComponentType<P> } | null>(null);
  useEffect(() => {
    let wanted = true;
    load().then(
      (Part) => {
        if (wanted) setLoaded({ Part });
      },
      () => {
        if (wanted) onFailed?.();
      },
    );
    return () => {
      wanted = false;
    };
    // The code is wanted once; a caller's new closure for a failure doesn't load it again.
  }, [load]);
  return loaded === null ? <>{props.meanwhile}</> : <loaded.Part {...props.given} />;
}
