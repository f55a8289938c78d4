import { Icon } from '../ui/icons.tsx';
import { useCell } from '../ui/use-cell.ts';
import { DateField } from './date-field.tsx';
import { fieldId } from './field-frame.tsx';
import { PlaceField } from './place-field.tsx';
import { placeName } from './place-label.ts';
import { useSearch } from './search-context.tsx';
import type { FieldName } from './search-form.ts';
import type { FormNotice } from './form-state.ts';
import type { SearchTexts } from '../i18n/fr-search.ts';
import type { JSX } from 'preact';

const FIELD_ORDER: readonly FieldName[] = ['from', 'to', 'date', 'return'];

/** De, Vers, Départ, Retour, Rechercher. */
export function SearchForm(): JSX.Element {
  const { search, texts } = useSearch();
  const notice = useCell(search.notice);
  return (
    <form
      class="card search-form"
      role="search"
      aria-label={texts.form.label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (search.submit()) return;
        const problems = search.problems.get();
        const first = FIELD_ORDER.find((field) => problems[field] !== undefined);
        if (first !== undefined) document.getElementById(fieldId(first))?.focus();
      }}
    >
      <div class="search-route">
        <PlaceField field="from" />
        <button
          type="button"
          class="tool search-swap"
          aria-label={texts.form.swap}
          title={texts.form.swap}
          data-testid="swap"
          onClick={() => search.fields.swap()}
        >
          <Icon name="swap" />
        </button>
        <PlaceField field="to" />
      </div>
      <DateField field="date" />
      <DateField field="return" />
      <button type="submit" class="button button-primary search-submit" data-testid="submit">
        <Icon name="search" size={18} />
        {texts.form.submit}
      </button>
      <p class="search-notice" role="status" data-testid="form-notice">
        {notice === null ? '' : noticeText(notice, texts)}
      </p>
    </form>
  );
}

function noticeText(notice: FormNotice, { notices }: SearchTexts): string {
  switch (notice.kind) {
    case 'to-cleared':
      return notices.toCleared(placeName(notice.to), placeName(notice.from));
    case 'swap-impossible':
      return notices.swapImpossible(placeName(notice.place));
    case 'swapped': {
      const { from, to } = notice;
      if (from !== null && to !== null) return notices.swapped(placeName(from), placeName(to));
      if (from !== null) return notices.swappedFrom(placeName(from));
      return to === null ? notices.swappedNothing : notices.swappedTo(placeName(to));
    }
  }
}
