import assert from 'node:assert/strict';
import { features } from '../../../src/catalog/feature.ts';
import { type Ends, everyFlow, type FlowQuery } from '../../../src/catalog/ports/lookup.ts';
import { protocols } from '../../../src/catalog/ports/protocol.ts';
import { roles } from '../../../src/catalog/role.ts';
import { fold } from '../../../src/commands/grammar/words.ts';
import { readQuery, spellQuery } from '../../../src/commands/ports/query.ts';
import type { Refusal } from '../../../src/commands/refusal.ts';
import { refusalOf, typedLine } from '../typed-line.ts';

function read(question: string): FlowQuery {
  const reading = readQuery(typedLine('ports', question));
  assert.ok(reading.kind === 'parsed', `${question}: ${reading.kind === 'refusal' ? reading.message.en : ''}`);
  return reading.arguments;
}

function refused(question: string): Refusal {
  return refusalOf(readQuery(typedLine('ports', question)));
}

describe('a role in a ports question', () => {
  // `agent` alone can be any of three.
  for (const { id, aliases } of roles)
    it(`${id} is known by every name it has`, () => {
      for (const alias of [id, ...aliases].filter((name) => name !== 'agent'))
        assert.deepEqual(read(alias), { ...everyFlow, ends: { kind: 'at', role: id } }, alias);
    });

  const named: readonly (readonly [string, string])[] = [
    ['AAD Connect', 'connect'],
    ['Azure AD Connect', 'connect'],
    ['azure ad connect sync', 'connect'],
    ['Microsoft Entra Connect server', 'connect'],
    ['dirsync', 'connect'],
    ['the domain controllers', 'dc'],
    ['de domeincontroller', 'dc'],
    ['on-premises Active Directory', 'dc'],
    ['AD DS', 'dc'],
    ['Azure AD', 'entra'],
    ['Microsoft Entra ID', 'entra'],
    ['the cloud', 'entra'],
    ['AD FS', 'adfs'],
    ['ad-fs', 'adfs'],
    ['STS', 'adfs'],
    ['federatieservers', 'adfs'],
    ['adfs farm', 'adfs'],
    ['AD FS federation servers', 'adfs'],
    ['Web Application Proxy', 'wap'],
    ['wap servers', 'wap'],
    ['de federatieproxy', 'wap'],
    ['gebruikers', 'client'],
    ['browser', 'client'],
    ['pass-through authentication agent', 'pta-agent'],
    ['pass through authentication agents', 'pta-agent'],
    ['doorgiftverificatie', 'pta-agent'],
    ['Azure AD Connect Health agent', 'health-agent'],
    ['connect health', 'health-agent'],
    ['cloud sync provisioning agent', 'cloud-sync-agent'],
    ['OCSP', 'crl'],
    ['LocalDB', 'sql'],
    ['SQL Server', 'sql'],
  ];
  for (const [typed, role] of named)
    it(`“${typed}” is ${role}`, () => assert.deepEqual(read(typed).ends, { kind: 'at', role }));

  it('named by an ambiguous word gets the choices, each of which is a question', () => {
    for (const typed of ['agent', 'agents', 'the agent']) {
      const { code, suggestions, message } = refused(typed);
      assert.equal(code, 'ambiguous-word');
      assert.ok(message.en.includes('can mean pta-agent or health-agent or cloud-sync-agent'), message.en);
      assert.deepEqual(
        suggestions.map((line) => read(line.replace(/^ports /, '')).ends),
        [
          { kind: 'at', role: 'pta-agent' },
          { kind: 'at', role: 'health-agent' },
          { kind: 'at', role: 'cloud-sync-agent' },
        ],
      );
    }
  });
});

describe('the ends of a ports question', () => {
  const between = (one: 'adfs' | 'entra', other: 'wap' | 'connect') =>
    ({ kind: 'between', roles: [one, other] }) as const;
  const ends: readonly (readonly [string, Ends])[] = [
    ['', { kind: 'any' }],
    ['adfs wap', between('adfs', 'wap')],
    ['between adfs and wap', between('adfs', 'wap')],
    ['tussen adfs en wap', between('adfs', 'wap')],
    ['adfs<->wap', between('adfs', 'wap')],
    ['adfs ↔ wap', between('adfs', 'wap')],
    ['adfs/wap', between('adfs', 'wap')],
    ['adfs-wap', between('adfs', 'wap')],
    ['adfs & wap', between('adfs', 'wap')],
    ['adfs, wap', between('adfs', 'wap')],
    ['adfs—wap', between('adfs', 'wap')],
    ['"adfs wap" tcp', between('adfs', 'wap')],
    ['entra <-> connect', between('entra', 'connect')],
    ['entra and connect', between('entra', 'connect')],
    ['entra connect', { kind: 'at', role: 'connect' }],
    ['adfs adfs', { kind: 'between', roles: ['adfs', 'adfs'] }],
    ['proxy->adfs', { kind: 'directed', from: 'wap', to: 'adfs' }],
    ['adfs <- wap', { kind: 'directed', from: 'wap', to: 'adfs' }],
    ['adfs → wap', { kind: 'directed', from: 'adfs', to: 'wap' }],
    ['adfs => wap', { kind: 'directed', from: 'adfs', to: 'wap' }],
    ['adfs > wap', { kind: 'directed', from: 'adfs', to: 'wap' }],
    ['from connect to dc', { kind: 'directed', from: 'connect', to: 'dc' }],
    ['to dc from connect', { kind: 'directed', from: 'connect', to: 'dc' }],
    ['van connect naar dc', { kind: 'directed', from: 'connect', to: 'dc' }],
    ['connect to dc', { kind: 'directed', from: 'connect', to: 'dc' }],
    ['dc from connect', { kind: 'directed', from: 'connect', to: 'dc' }],
    ['from connect dc', { kind: 'directed', from: 'connect', to: 'dc' }],
    ['connect dc outbound', { kind: 'directed', from: 'connect', to: 'dc' }],
    ['wap inbound client', { kind: 'directed', from: 'client', to: 'wap' }],
    ['from port 443 to adfs', { kind: 'to', role: 'adfs' }],
    ['to dc', { kind: 'to', role: 'dc' }],
    ['-> dc', { kind: 'to', role: 'dc' }],
    ['dc <-', { kind: 'to', role: 'dc' }],
    ['inbound dc', { kind: 'to', role: 'dc' }],
    ['dc inkomend', { kind: 'to', role: 'dc' }],
    ['naar dc', { kind: 'to', role: 'dc' }],
    ['from connect', { kind: 'from', role: 'connect' }],
    ['connect ->', { kind: 'from', role: 'connect' }],
    ['<- connect', { kind: 'from', role: 'connect' }],
    ['outbound connect', { kind: 'from', role: 'connect' }],
    ['connect uitgaand', { kind: 'from', role: 'connect' }],
    ['what does wap talk to', { kind: 'from', role: 'wap' }],
    ['what does connect connect to', { kind: 'from', role: 'connect' }],
    ['dc <->', { kind: 'at', role: 'dc' }],
    ['azure ad connect sync', { kind: 'at', role: 'connect' }],
    ['adfs federation', { kind: 'at', role: 'adfs' }],
    ['connect dc domain controller', { kind: 'between', roles: ['connect', 'dc'] }],
    ['from azure ad connect sync to active directory forest', { kind: 'directed', from: 'connect', to: 'dc' }],
  ];
  for (const [typed, expected] of ends)
    it(`“${typed}” are ${JSON.stringify(expected)}`, () => assert.deepEqual(read(typed).ends, expected));

  it('are two at most, and the refusal offers pairs with everything else that was typed', () => {
    const { code, message, suggestions } = refused('adfs dc wap ldap --edition 2017');
    assert.equal(code, 'too-many-words');
    assert.equal(message.en, '“adfs”, “dc”, “wap” are 3 roles; ask for one or two at a time.');
    assert.equal(message.nl, '“adfs”, “dc”, “wap” zijn 3 rollen; vraag er één of twee tegelijk.');
    assert.deepEqual(suggestions, [
      'ports adfs dc ldap --edition 2017',
      'ports adfs wap ldap --edition 2017',
      'ports dc wap ldap --edition 2017',
    ]);
  });

  it('need a role for a direction', () => {
    for (const [typed, suggestion] of [
      ['inbound 443', 'ports 443'],
      ['-> 443', 'ports 443'],
      ['outbound', 'ports'],
    ] as const) {
      const { code, suggestions } = refused(typed);
      assert.equal(code, 'missing-word', typed);
      assert.deepEqual(suggestions, [suggestion]);
    }
  });
});

describe('a protocol in a ports question', () => {
  for (const { id, aliases } of protocols)
    it(`${id} is known by every name it has`, () => {
      // `rpc` alone can be the endpoint mapper or the dynamic ports.
      for (const alias of aliases.filter((name) => name !== 'rpc'))
        assert.deepEqual(read(alias), { ...everyFlow, protocols: [id] }, alias);
    });

  it('named by an ambiguous word gets the choices', () => {
    const { code, suggestions } = refused('rpc connect');
    assert.equal(code, 'ambiguous-word');
    assert.deepEqual(suggestions, ['ports ms-rpc connect', 'ports dynamic rpc connect']);
    assert.deepEqual(read('ms-rpc connect').protocols, ['ms-rpc']);
    assert.deepEqual(read('dynamic rpc connect').protocols, ['rpc']);
  });
});

describe('a feature in a ports question', () => {
  const roleNames = new Set<string>(roles.flatMap(({ id, aliases }) => [id, ...aliases].map(fold)));
  const protocolNames = new Set<string>(protocols.flatMap(({ aliases }) => aliases.map(fold)));

  for (const { id, aliases } of features)
    it(`${id} is known by every name it has, unless a role or a protocol has it too`, () => {
      for (const alias of [id, ...aliases]) {
        const query = read(alias);
        if (roleNames.has(fold(alias))) assert.equal(query.ends.kind, 'at', alias);
        else if (protocolNames.has(fold(alias))) assert.equal(query.protocols.length, 1, alias);
        else assert.deepEqual(query, { ...everyFlow, features: [id] }, alias);
        assert.deepEqual(read(`feature ${alias}`), { ...everyFlow, features: [id] }, `feature ${alias}`);
        assert.deepEqual(read(`functie ${alias}`), { ...everyFlow, features: [id] }, `functie ${alias}`);
      }
    });

  it('gives way to the role for sync, pta, health, federation and cloud sync, and to the protocol for ldaps', () => {
    assert.deepEqual(read('sync').ends, { kind: 'at', role: 'connect' });
    assert.deepEqual(read('pta').ends, { kind: 'at', role: 'pta-agent' });
    assert.deepEqual(read('health').ends, { kind: 'at', role: 'health-agent' });
    assert.deepEqual(read('federation').ends, { kind: 'at', role: 'adfs' });
    assert.deepEqual(read('cloud sync').ends, { kind: 'at', role: 'cloud-sync-agent' });
    assert.deepEqual(read('ldaps').protocols, ['ldaps']);
  });
});

describe('ports in a ports question', () => {
  const spans: readonly (readonly [string, readonly (readonly [number, number])[]])[] = [
    ['636', [[636, 636]]],
    ['port 636', [[636, 636]]],
    [
      '80, 443',
      [
        [80, 80],
        [443, 443],
      ],
    ],
    [
      '80 and 443',
      [
        [80, 80],
        [443, 443],
      ],
    ],
    [
      '80,443',
      [
        [80, 80],
        [443, 443],
      ],
    ],
    ['443 443', [[443, 443]]],
    ['443-443', [[443, 443]]],
    ['49152-65535', [[49152, 65535]]],
    ['49152–65535', [[49152, 65535]]],
    ['49152- 65535', [[49152, 65535]]],
    ['49152 - 65535', [[49152, 65535]]],
    ['49152 to 65535', [[49152, 65535]]],
    ['from 49152 through 65535', [[49152, 65535]]],
    ['49152 tot en met 65535', [[49152, 65535]]],
    ['49152 t/m 65535', [[49152, 65535]]],
    ['２０２４', [[2024, 2024]]],
  ];
  for (const [typed, expected] of spans)
    it(`“${typed}” are ${JSON.stringify(expected)}`, () => assert.deepEqual(read(typed).ports, expected));

  it('bring a transport along', () => {
    for (const typed of ['53/udp', 'udp/53', 'udp 53', '53 udp', '53 --udp', 'UDP:53'])
      assert.deepEqual(read(typed), { ...everyFlow, ports: [[53, 53]], transport: 'udp' }, typed);
  });

  it('outside 1 to 65535 are refused', () => {
    for (const typed of ['0', '65536', '70000-80000', '443 99999', '123456789012345'])
      assert.equal(refused(typed).code, 'bad-value', typed);
  });

  it('that run backwards are turned round, in the line as it was typed', () => {
    assert.deepEqual(refused('adfs 443-80 --tcp').suggestions, ['ports adfs 80-443 --tcp']);
    assert.deepEqual(refused('80,65535-49152').suggestions, ['ports 80 49152-65535']);
    assert.deepEqual(refused('443 to 80').suggestions, ['ports 80-443']);
  });

  it('that look like an edition get both choices', () => {
    const { code, message, suggestions } = refused('adfs 2017');
    assert.equal(code, 'ambiguous-word');
    assert.equal(message.en, '“2017” can mean the edition of 2017 or port 2017; say which.');
    assert.deepEqual(suggestions, ['ports adfs --edition 2017', 'ports adfs 2017-2017']);
    assert.deepEqual(read('adfs --edition 2017').edition, '2017-02');
    assert.deepEqual(read('adfs 2017-2017').ports, [[2017, 2017]]);
  });

  it('are no comparison', () => {
    for (const typed of ['adfs <1024', 'adfs >1024', 'adfs 1024+'])
      assert.equal(refused(typed).code, 'unknown-word', typed);
  });
});

describe('an edition in a ports question', () => {
  // 2025-04-09 says row for row what 2023-01-19 says.
  const editions: readonly (readonly [string, string])[] = [
    ['--edition 2017', '2017-02'],
    ['--edition=2017', '2017-02'],
    ['--edition "2017"', '2017-02'],
    ['--edition=“2017”', '2017-02'],
    ['--edition 2017-02', '2017-02'],
    ['--edition 2017-02-15', '2017-02'],
    ['—edition 2017', '2017-02'],
    ['-Edition 2017', '2017-02'],
    ['edition 2017', '2017-02'],
    ['2017 edition', '2017-02'],
    ['the edition of 2017', '2017-02'],
    ['editie van 2017', '2017-02'],
    ['in 2017', '2017-02'],
    ['2017-02-15', '2017-02'],
    ['--edition 2020', '2020-03'],
    ['--edition 2020-03-04', '2020-03'],
    ['--edition 2023', '2023-01'],
    ['--edition 2025', '2023-01'],
    ['--edition latest', '2023-01'],
    ['--edition LATEST', '2023-01'],
    ['--edition nieuwste', '2023-01'],
    ['latest', '2023-01'],
  ];
  for (const [typed, edition] of editions)
    it(`“${typed}” is ${edition}`, () => assert.deepEqual(read(typed), { ...everyFlow, edition }));

  it('that does not exist is refused with those that do, and the nearest', () => {
    const { code, message, suggestions } = refused('adfs --edition 2018 --udp');
    assert.equal(code, 'bad-value');
    assert.equal(message.en, 'There is no edition “2018”; there are 2017, 2020, 2023 and latest.');
    assert.ok(suggestions.includes('ports adfs --edition 2017 --udp'), suggestions.join());
  });

  it('beside another becomes a question about changes, between the same roles', () => {
    for (const typed of [
      'adfs wap edition 2017 --edition 2023',
      'adfs 2017 wap 2023',
      'adfs wap 2017 --edition 2023',
    ]) {
      const { code, suggestions } = refused(typed);
      assert.equal(code, 'too-many-words', typed);
      assert.deepEqual(suggestions, ['changes 2017 2023 adfs wap'], typed);
    }
  });

  it('named twice is one', () => assert.equal(read('edition 2017 --edition 2017').edition, '2017-02'));
});

describe('what is required', () => {
  for (const typed of ['--required', 'required', 'only required', 'mandatory', 'vereist', '-required'])
    it(`is asked for by “${typed}”`, () => assert.deepEqual(read(typed), { ...everyFlow, requiredOnly: true }));
});

describe('a sentence', () => {
  const sentences: readonly (readonly [string, string])[] = [
    ['which ports must be open between connect and dc?', 'ports connect dc'],
    ['what firewall rules does the WAP server need to talk to AD FS', 'ports from wap to adfs'],
    ['welke poorten heeft adfs nodig', 'ports adfs'],
    ['welke poorten moeten open staan van connect naar de domeincontroller', 'ports from connect to dc'],
    ['can you show me tcp 636 for azure ad connect please', 'ports connect 636 --tcp'],
  ];
  for (const [typed, line] of sentences)
    it(`“${typed}” asks “${line}”`, () => assert.equal(spellQuery('ports', read(typed)), line));
});

describe('an unknown word in a ports question', () => {
  const mended: readonly (readonly [string, string])[] = [
    ['adsf wpa', 'ports adfs wap'],
    ['adsf/wpa', 'ports adfs wap'],
    ['adsf->wpa', 'ports adfs -> wap'],
    ['from conect to dc --edition 2017 --udp', 'ports from connect to dc --edition 2017 --udp'],
    ['web aplication proxy', 'ports web application proxy'],
    ['domain controler', 'ports domain controller'],
    ['azure ad conect', 'ports azure ad connect'],
    ['kerberso dc', 'ports kerberos dc'],
    ['seemless sso', 'ports seamless sso'],
    ['"doman controller" wap', 'ports domain controller wap'],
  ];
  for (const [typed, line] of mended)
    it(`is mended: “${typed}” to “${line}”`, () => {
      const { code, suggestions } = refused(typed);
      assert.equal(code, 'unknown-word');
      assert.equal(suggestions[0], line);
    });

  it('is named, every one of them, and what is legal with it', () => {
    const { message } = refused('xyzzy adfs plugh but not wap');
    assert.ok(
      message.en.startsWith('“ports” does not know “xyzzy”, “plugh”, “but” and “not”; it takes a role (connect,'),
    );
    assert.ok(message.nl.startsWith('“ports” kent “xyzzy”, “plugh”, “but” en “not” niet; wel een rol (connect,'));
  });
});
