import assert from 'node:assert/strict';
import {
  type CertificateRuleId,
  certificateRules,
  enterpriseRegistrationName,
} from '../../../src/catalog/prerequisites/certificate-rule.ts';
import { certificatePrerequisites } from '../../../src/catalog/prerequisites/certificates.ts';

function ruleOf(id: CertificateRuleId) {
  const rule = certificateRules.find((candidate) => candidate.id === id);
  assert.ok(rule !== undefined);
  return rule;
}

describe('certificate rules', () => {
  it('name what each sentence of the section turns on', () => {
    assert.match(ruleOf('certificate-x509').rule.en, /X\.509/);
    assert.match(ruleOf('certificate-san').rule.en, /subject alternative name.*dNSName/);
    assert.match(ruleOf('certificate-common-name').rule.en, /common name/);
    assert.match(ruleOf('certificate-cng-ksp').rule.en, /CNG.*KSP/);
    assert.match(ruleOf('certificate-csp').rule.en, /CSP/);
    assert.match(ruleOf('certificate-identity').rule.en, /sts\.contoso\.com/);
    assert.match(ruleOf('certificate-enterprise-registration').rule.en, /enterpriseregistration\.contoso\.com/);
  });

  it('let the common name count only without any SAN', () => {
    assert.deepEqual(ruleOf('certificate-common-name').applies, { kind: 'case', case: 'certificate-without-san' });
  });

  it('ask for the extra name only with Workplace Join', () => {
    assert.deepEqual(ruleOf('certificate-enterprise-registration').applies, {
      kind: 'feature',
      feature: 'device-registration',
    });
    assert.equal(enterpriseRegistrationName('contoso.com'), 'enterpriseregistration.contoso.com');
  });

  it('allow a self-signed certificate in a lab, and advise a public one in production', () => {
    assert.deepEqual(ruleOf('certificate-self-signed').applies, { kind: 'case', case: 'test-lab' });
    assert.deepEqual(ruleOf('certificate-public-ca').applies, { kind: 'case', case: 'production' });
  });

  it('ask both sides to trust a certificate that is not public', () => {
    const trust = certificateRules.filter(
      ({ applies }) => applies.kind === 'case' && applies.case === 'untrusted-certificate',
    );
    assert.deepEqual(
      trust.map(({ role }) => role),
      ['wap', 'adfs'],
    );
  });

  it('are the prerequisites of the certificate area, word for word', () => {
    assert.deepEqual(
      certificatePrerequisites.map(({ id, requirement }) => [id, requirement]),
      certificateRules.map(({ id, rule }) => [id, rule]),
    );
  });
});
