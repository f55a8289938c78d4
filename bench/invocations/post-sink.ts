/** Stands in for the WebSocket API's management API, as a process of its own: takes every post and says nothing. */
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(200).end());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : null);
});
process.on('disconnect', () => process.exit(0));
