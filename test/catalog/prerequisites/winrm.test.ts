import assert from 'node:assert/strict';
import { trustedHostsPrinted, winrmSteps, winrmStepsIn } from '../../../src/catalog/prerequisites/winrm.ts';

function commandsOf(steps: ReturnType<typeof winrmStepsIn>): readonly string[] {
  return steps.flatMap(({ action }) => (action.kind === 'command' ? [action.command] : []));
}

describe('WinRM steps', () => {
  it('enable remoting on a domain-joined target, be it AD FS or WAP', () => {
    const steps = winrmStepsIn('domain-joined-target');
    assert.deepEqual(
      steps.map(({ role, on, action }) => [role, on, action.kind]),
      [
        ['adfs', 'target', 'state'],
        ['adfs', 'target', 'command'],
        ['wap', 'target', 'state'],
        ['wap', 'target', 'command'],
      ],
    );
    assert.deepEqual(commandsOf(steps), ['Enable-PSRemoting -force', 'Enable-PSRemoting -force']);
  });

  it('start the service before enabling remoting on a WAP server outside any domain', () => {
    const steps = winrmStepsIn('non-domain-joined-wap');
    assert.deepEqual(
      steps.map(({ role, on }) => [role, on]),
      [
        ['wap', 'target'],
        ['wap', 'target'],
      ],
    );
    assert.deepEqual(
      steps.map(({ action }) => (action.kind === 'console' ? action.console : action.kind)),
      ['Services', 'command'],
    );
    assert.deepEqual(commandsOf(steps), ['Enable-PSRemoting -force']);
  });

  it('trust, add, manage and try that server from the machine of the wizard, in this order', () => {
    const steps = winrmStepsIn('target-without-trust');
    assert.ok(steps.every(({ on, role }) => on === 'wizard-machine' && role === 'connect'));
    assert.deepEqual(
      steps.map(({ action }) => (action.kind === 'console' ? [action.console, ...action.path] : [action.kind])),
      [
        ['command'],
        ['Server Manager', 'Manage', 'Add Servers', 'DNS'],
        ['Server Manager', 'All Servers', 'Manage As'],
        ['Server Manager', 'All Servers', 'Windows PowerShell'],
      ],
    );
    assert.deepEqual(commandsOf(steps), [
      'Set-Item WSMan:\\localhost\\Client\\TrustedHosts -Value "<DMZServerFQDN>" -Force -Concatenate',
    ]);
  });

  it('keep the printed command too, which differs in one character', () => {
    assert.equal(
      trustedHostsPrinted,
      'Set-Item.WSMan:\\localhost\\Client\\TrustedHosts -Value "<DMZServerFQDN>" -Force -Concatenate',
    );
  });

  it('use plain hyphens', () => {
    for (const { action } of winrmSteps) {
      if (action.kind === 'command') assert.match(action.command, /^[\x20-\x7e]+$/);
    }
  });
});
