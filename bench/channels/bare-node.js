import { createServer } from 'node:http';

/* The least that Node can be: a server that says it is ready. Plain JavaScript, since stripping types takes 25 MB. */

createServer((_request, response) => {
  response.end();
}).listen(Number(process.env['PORT']), '127.0.0.1');
