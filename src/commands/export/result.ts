import type { Nearby } from '../ports/nearby.ts';
import type { FormatId } from './format.ts';
import type { FirewallRequest } from './request.ts';

/** A firewall change request and the file that carries it. */
export interface ExportResult extends FirewallRequest {
  readonly kind: 'export';
  readonly format: FormatId;
  /** Nobody asked for this format: it is what one gets without `--as`. */
  readonly byDefault: boolean;
  readonly filename: string;
  readonly mediaType: string;
  /**
   * The file in English, UTF-8. A view writes it in the language of the reader; rules and placeholders above bear their
   * texts in both languages.
   */
  readonly content: string;
  /** Null unless no flow answers the question. */
  readonly nearby: Nearby | null;
}
