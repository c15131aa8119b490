import { answering, type Command } from '../command.ts';
import { answerSources, type SourcesQuery, type SourcesResult } from './answer.ts';
import { readSources, spellSources } from './query.ts';
import { sourcesSheet } from './sheet.ts';
import { viewSources } from './view.ts';

const command: Command<SourcesQuery, SourcesResult> = {
  name: 'sources',
  parse: readSources,
  run: answerSources,
  line: spellSources,
  view: viewSources,
  sheet: sourcesSheet,
};

export const sources = answering(command);
