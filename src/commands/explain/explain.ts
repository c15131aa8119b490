import { answering, type Command } from '../command.ts';
import { answerExplain, type ExplainResult } from './answer.ts';
import { readExplain, spellExplain } from './query.ts';
import { explainSheet } from './sheet.ts';
import type { Subject } from './subject.ts';
import { viewExplain } from './view.ts';

const command: Command<Subject, ExplainResult> = {
  name: 'explain',
  parse: readExplain,
  run: answerExplain,
  line: spellExplain,
  view: viewExplain,
  sheet: explainSheet,
};

export const explain = answering(command);
