import { answering, type Command } from '../command.ts';
import { findNearby } from '../ports/nearby.ts';
import { defaultFormat, formatOf } from './format.ts';
import { type ExportArguments, readExport, spellExport } from './read.ts';
import { filenameOf, renderRequest } from './render.ts';
import { firewallRequest } from './request.ts';
import type { ExportResult } from './result.ts';
import { ruleSheet } from './sheet.ts';
import { viewExport } from './view.ts';

/** The request for a ports question, written in the asked format. */
export function answerExport({ query, format: asked }: ExportArguments): ExportResult {
  const request = firewallRequest(query);
  const format = asked ?? defaultFormat;
  return {
    kind: 'export',
    format,
    byDefault: asked === null,
    filename: filenameOf(request, format),
    mediaType: formatOf(format).mediaType,
    ...request,
    nearby: request.rules.length + request.leftOut.length > 0 ? null : findNearby(query),
    content: renderRequest(request, format, 'en'),
  };
}

const command: Command<ExportArguments, ExportResult> = {
  name: 'export',
  parse: readExport,
  run: answerExport,
  line: spellExport,
  view: viewExport,
  sheet: ({ rules }, language) => ruleSheet(rules, language),
};

export const exporting = answering(command);
