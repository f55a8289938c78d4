import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../ui/icons.tsx';
import type { FieldName } from './search-form.ts';

/** The element of a field that takes the focus. */
export function fieldId(field: FieldName): string {
  return `search-${field}`;
}

/** The element that says what a field allows, or what is wrong with it. */
export function hintId(field: FieldName): string {
  return `search-${field}-hint`;
}

/** A field with its label above and, below, what it allows or what is wrong with it. */
export function FieldFrame(props: {
  readonly field: FieldName;
  readonly label: string;
  /** Said beside the label. */
  readonly note?: string;
  readonly hint: string;
  /** In place of the hint. */
  readonly problem: string | null;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { field, problem } = props;
  return (
    <div class={`field field-${field}${problem === null ? '' : ' field-wrong'}`}>
      <label for={fieldId(field)}>
        {props.label}
        {props.note !== undefined && <span class="field-note"> {props.note}</span>}
      </label>
      {props.children}
      <p id={hintId(field)} class="field-hint" data-testid={`hint-${field}`}>
        {problem === null ? (
          props.hint
        ) : (
          <>
            <Icon name="warning" size={14} />
            <span>{problem}</span>
          </>
        )}
      </p>
    </div>
  );
}
