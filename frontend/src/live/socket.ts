/** One open connection. */
export interface LiveSocket {
  send(text: string): void;
  /** Closes for good; no event follows. */
  close(): void;
}

export interface SocketEvents {
  opened(): void;
  received(text: string): void;
  closed(): void;
}

export type OpenSocket = (url: string, events: SocketEvents) => LiveSocket;

/** The page's only WebSocket. Binary messages break the contract and are dropped. */
export const openBrowserSocket: OpenSocket = (url, events) => {
  const socket = new WebSocket(url);
  let left = false;
  socket.addEventListener('open', () => {
    if (!left) events.opened();
  });
  socket.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (!left && typeof event.data === 'string') events.received(event.data);
  });
  socket.addEventListener('close', () => {
    if (!left) events.closed();
    left = true;
  });
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close() {
      left = true;
      socket.close();
    },
  };
};
