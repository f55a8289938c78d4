export interface LineSplitterOptions {
  readonly maxLength: number;
  readonly onLine: (line: string) => void;
  /** A line that is longer than allowed: told once, and left out to its end. */
  readonly onTooLong: () => void;
}

/** Cuts a stream of text into lines, however it is chopped; holds no more than one line of it. */
export interface LineSplitter {
  push(text: string): void;
}

/** Lines end with LF or CR LF. */
export function createLineSplitter({ maxLength, onLine, onTooLong }: LineSplitterOptions): LineSplitter {
  let rest = '';
  let isSkipping = false;

  function append(part: string): void {
    if (isSkipping) return;
    // A line that is as long as allowed may still have its CR to come.
    if (rest.length + part.length > maxLength + 1) {
      isSkipping = true;
      rest = '';
      onTooLong();
    } else rest += part;
  }

  function endLine(): void {
    const line = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
    if (!isSkipping) {
      if (line.length > maxLength) onTooLong();
      else onLine(line);
    }
    rest = '';
    isSkipping = false;
  }

  return {
    push(text) {
      let from = 0;
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
        append(text.slice(from, at));
        endLine();
        from = at + 1;
      }
      append(text.slice(from));
    },
  };
}
