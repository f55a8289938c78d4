/** Nothing was started because what was asked for can't be; the message says what would be right. */
export class RefusalError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RefusalError';
  }
}
