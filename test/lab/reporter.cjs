// The reporter of the other tests, with the name of the lab before its count.
const { reporters, Runner } = require('mocha');

module.exports = class LabSpec extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures } = this.stats;
      process.stdout.write(`lab: ${passes} passed, ${failures} failed\n`);
    });
  }
};
