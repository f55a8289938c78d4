/** The part of kafkajs's private request queue that `quiet-request-queue.ts` touches. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  const RequestQueue: {
    prototype: {
      scheduleCheckPendingRequests(this: { readonly pending: unknown[]; readonly throttledUntil: number }): unknown;
    };
  };
  export default RequestQueue;
}
