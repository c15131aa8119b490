import assert from 'node:assert/strict';
import { sizingDialog } from '../../src/channels/teams/sizing-dialog.ts';
import { refreshTeams, teamsManifest } from '../../tools/manifests/teams-manifest.ts';
import { teamsFaults } from '../../tools/manifests/teams-rules.ts';
import { committed } from './committed.ts';

const texts = { manifest: committed('teams/manifest.json'), dutch: committed('teams/nl.json') };

const values = {
  HOST: 'bot.contoso.com',
  TEAMS_APP_ID: '6f9a1c5e-0b8e-4d57-9a39-2d3f0a1b4c5d',
  ABOUT: 'https://intranet.contoso.com/portolan',
  DEVELOPER: 'Contoso "Identity" team',
  VERSION: '1.2.3',
};

const filled = teamsManifest(texts, values);
const manifest = JSON.parse(filled.manifest);
const [bot] = manifest.bots;
const [search, sizing] = manifest.composeExtensions[0].commands;

describe('the committed Teams manifest', () => {
  it('lists the commands of the command list as they stand, in English and Dutch', () => {
    const fresh = refreshTeams(texts);
    assert.deepEqual(JSON.parse(fresh.manifest), JSON.parse(texts.manifest), 'npm run manifests -- --refresh');
    assert.deepEqual(JSON.parse(fresh.dutch), JSON.parse(texts.dutch), 'npm run manifests -- --refresh');
  });

  it('names the ten commands that Teams has room for', () => {
    assert.deepEqual(
      bot.commandLists[0].commands.map(({ title }: { readonly title: string }) => title),
      ['ports', 'sizing', 'prereqs', 'endpoints', 'explain', 'changes', 'export', 'probe', 'runners', 'help'],
    );
  });

  it('has Dutch for every text that Teams can translate, save for names of commands', () => {
    const english = [
      'name.short',
      'name.full',
      'description.short',
      'description.full',
      ...Array.from({ length: 10 }, (_, index) => `bots[0].commandLists[0].commands[${index}].description`),
      'composeExtensions[0].commands[0].title',
      'composeExtensions[0].commands[0].description',
      'composeExtensions[0].commands[0].parameters[0].title',
      'composeExtensions[0].commands[0].parameters[0].description',
      'composeExtensions[0].commands[1].title',
      'composeExtensions[0].commands[1].description',
    ];
    const { $schema: _schema, ...dutch } = JSON.parse(texts.dutch);
    assert.deepEqual(Object.keys(dutch).toSorted(), english.toSorted());
  });
});

describe('teamsManifest', () => {
  it('gives texts that the schemas of Teams take', () => {
    assert.deepEqual(teamsFaults(filled), []);
  });

  it('leaves nothing open', () => {
    assert.doesNotMatch(filled.manifest + filled.dutch, /\{\{/);
  });

  it('fills in the ids, the host and who runs the bot', () => {
    assert.equal(manifest.id, values.TEAMS_APP_ID);
    assert.equal(bot.botId, values.TEAMS_APP_ID);
    assert.equal(manifest.composeExtensions[0].botId, values.TEAMS_APP_ID);
    assert.deepEqual(manifest.validDomains, ['bot.contoso.com']);
    assert.equal(manifest.version, '1.2.3');
    assert.equal(manifest.developer.name, 'Contoso "Identity" team');
    for (const url of ['websiteUrl', 'privacyUrl', 'termsOfUseUrl'])
      assert.equal(manifest.developer[url], values.ABOUT);
  });

  it('offers the bot in personal chats, teams and group chats', () => {
    assert.deepEqual(bot.scopes, ['personal', 'team', 'groupChat']);
    assert.deepEqual(bot.commandLists[0].scopes, ['personal', 'team', 'groupChat']);
  });

  it('offers a search with one parameter that runs before anything is typed', () => {
    assert.equal(search.type, 'query');
    assert.equal(search.initialRun, true);
    assert.equal(search.parameters.length, 1);
  });

  it('opens the dialog of the channel by its own name', () => {
    assert.equal(sizing.type, 'action');
    assert.equal(sizing.id, sizingDialog);
    assert.equal(sizing.fetchTask, true);
  });

  it('asks for no permission', () => {
    for (const key of ['permissions', 'devicePermissions', 'webApplicationInfo', 'authorization'])
      assert.equal(manifest[key], undefined, key);
  });
});

describe('teamsFaults', () => {
  const faulty = [
    ['an id that is no GUID', { ...manifest, id: '{{TEAMS_APP_ID}}' }, /^id /],
    ['a missing accent colour', { ...manifest, accentColor: undefined }, /accentColor/],
    ['an unknown property', { ...manifest, colour: 'blue' }, /colour/],
    ['a short name of 31 characters', { ...manifest, name: { short: 'x'.repeat(31) } }, /^name\.short /],
    ['another version of the schema', { ...manifest, manifestVersion: '1.19' }, /^manifestVersion /],
  ] as const;

  for (const [what, changed, fault] of faulty)
    it(`tells ${what}`, () => {
      const faults = teamsFaults({ ...filled, manifest: JSON.stringify(changed) });
      assert.equal(faults.length, 1, faults.join('\n'));
      assert.match(faults[0] ?? '', fault);
    });

  function withCommands(commands: readonly object[]): readonly string[] {
    const bots = [{ ...bot, commandLists: [{ scopes: ['personal'], commands }] }];
    return teamsFaults({ ...filled, manifest: JSON.stringify({ ...manifest, bots }) });
  }

  it('tells commands beyond what Teams shows', () => {
    const [first] = bot.commandLists[0].commands;
    assert.match(withCommands(Array(11).fill(first)).join(), /more than 10 commands/);
    assert.match(withCommands([{ title: 'x'.repeat(33) }]).join(), /title .* longer than 32/);
    assert.match(withCommands([{ title: 'x', description: 'y'.repeat(129) }]).join(), /description .* longer than 128/);
  });

  it('tells faults of the Dutch texts', () => {
    const dutch = JSON.parse(filled.dutch);
    const key = 'bots[0].commandLists[0].commands[0].description';
    const faultsOf = (changed: object) => teamsFaults({ ...filled, dutch: JSON.stringify({ ...dutch, ...changed }) });
    assert.match(faultsOf({ 'name.short': 'x'.repeat(31) }).join(), /^nl\.json: /);
    assert.match(faultsOf({ 'naam.kort': 'x' }).join(), /^nl\.json: .*naam\.kort/);
    assert.match(faultsOf({ [key]: 'y'.repeat(129) }).join(), /^nl\.json: .*longer than 128/);
  });

  it('tells what is no JSON', () => {
    assert.ok(teamsFaults({ manifest: '{', dutch: '' }).includes('is no JSON'));
  });
});
