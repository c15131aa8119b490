import nock from 'nock';

/**
 * Gives a suite the sockets of Node as they are. While nock watches, it stands in for each of them until it knows what
 * is asked, and then says that a port is connected that in truth refuses. Probers are told addresses, all on loopback.
 */
export function onRealSockets(): void {
  before(() => nock.restore());
  after(() => {
    if (!nock.isActive()) nock.activate();
  });
}
