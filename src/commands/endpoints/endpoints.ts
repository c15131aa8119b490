import { answering, type Command } from '../command.ts';
import { answerEndpoints, type EndpointsResult } from './answer.ts';
import { type EndpointsQuery, readEndpoints, spellEndpoints } from './query.ts';
import { endpointsSheet } from './sheet.ts';
import { viewEndpoints } from './view.ts';

const command: Command<EndpointsQuery, EndpointsResult> = {
  name: 'endpoints',
  parse: readEndpoints,
  run: answerEndpoints,
  line: spellEndpoints,
  view: viewEndpoints,
  sheet: endpointsSheet,
};

export const endpoints = answering(command);
