import { useTexts } from '../ui/page-context.tsx';
import type { JSX } from 'preact';

/** What stands in for a page whose texts are on their way, or could not be fetched. */
export function WordsPending(props: { readonly failed: boolean; readonly retry: () => void }): JSX.Element {
  const { common } = useTexts();
  return (
    <div role="status">
      {props.failed ? (
        <div class="card card-danger">
          <p>{common.loadFailed}</p>
          <button type="button" class="button" onClick={props.retry}>
            {common.retry}
          </button>
        </div>
      ) : (
        <p class="page-busy">
          <span class="spinner" aria-hidden="true" />
          {common.loading}
        </p>
      )}
    </div>
  );
}
