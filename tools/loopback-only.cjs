// Preloaded into the Playground's process (node --require): it listens on every interface and has no option against
// that, and it may call home. With this it listens on 127.0.0.1, and reaches nothing but this machine.
const net = require('node:net');

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/i;

const { listen } = net.Server.prototype;
net.Server.prototype.listen = function listenHere(...args) {
  const [first, ...rest] = args;
  if (typeof first === 'object' && first !== null && first.path === undefined && first.fd === undefined)
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest);
  if (typeof first === 'number' || /^\d+$/.test(first)) {
    const callback = rest.findLast((arg) => typeof arg === 'function');
    return listen.call(this, { port: Number(first), host: '127.0.0.1' }, ...(callback === undefined ? [] : [callback]));
  }
  return listen.apply(this, args);
};

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function connectHere(...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const options =
    typeof first === 'object' && first !== null ? first : { host: typeof second === 'string' ? second : '127.0.0.1' };
  if (options.path === undefined && !loopback.test(options.host ?? 'localhost')) {
    process.nextTick(() => this.destroy(new Error(`offline: ${options.host} is not this machine`)));
    return this;
  }
  return connect.apply(this, args);
};
