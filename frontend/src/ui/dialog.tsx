import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { usePage, useTexts } from './page-context.tsx';
import type { ComponentChildren, JSX } from 'preact';

/** A modal dialog: the browser keeps the focus inside, closes it with Escape and gives the focus back. */
export function Dialog(props: {
  readonly title: string;
  readonly testId: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { state } = usePage();
  const texts = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opened = dialog.current;
    if (opened === null) return;
    opened.showModal();
    return () => opened.close();
  }, []);
  const close = (): void => state.dialog.set(null);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={`${props.testId}-title`}
      data-testid={props.testId}
      onClose={close}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div class="dialog-head">
        <h2 id={`${props.testId}-title`}>{props.title}</h2>
        <button type="button" class="tool" aria-label={texts.common.close} title={texts.common.close} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <div class="dialog-body" tabIndex={0} role="group" aria-label={props.title}>
        {props.children}
      </div>
    </dialog>
  );
}
