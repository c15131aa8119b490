import { stopDriver } from './driving.ts';

/** Root hooks: the driver is shared by all suites and ends with them. */
export const mochaHooks = {
  afterAll(): void {
    stopDriver();
  },
};
