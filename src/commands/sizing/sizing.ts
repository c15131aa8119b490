import { answering, type Command } from '../command.ts';
import { answerSizing, type SizingResult } from './answer.ts';
import { readSizing } from './query.ts';
import { type SizingQuery, spellSizing } from './question.ts';
import { sizingSheet } from './sheet.ts';
import { viewSizing } from './view.ts';

const command: Command<SizingQuery, SizingResult> = {
  name: 'sizing',
  parse: readSizing,
  run: answerSizing,
  line: spellSizing,
  view: viewSizing,
  sheet: sizingSheet,
};

export const sizing = answering(command);
