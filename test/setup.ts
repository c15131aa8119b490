import nock from 'nock';

/**
 * Root hooks: no test may reach a network beyond this machine. Anything that tries fails at once with nock's own
 * error, so an accidental call shows as a failed test and never as traffic.
 */
export const mochaHooks = {
  beforeAll(): void {
    nock.disableNetConnect();
    nock.enableNetConnect((host) => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host));
  },
};
