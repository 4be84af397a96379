import type { ImportField } from './import-field';
import type { DateFormat, DecimalSign, RefundRows, StatusMeaning } from './import-mapping';

/** A file that a network is known to hand out, recognised by its headers. */
export interface ImportPreset {
  /** As people at the network call the file: "Vendor orders CSV". */
  readonly name: string;
  /** Headers that must all be there for it to be this file. */
  readonly signature: readonly string[];
  readonly columns: Readonly<Partial<Record<ImportField, string>>>;
  /** Fields of which every row has the same value. */
  readonly values?: Readonly<Partial<Record<ImportField, string>>>;
  /** Fields that this file is known not to tell. */
  readonly unknown?: readonly ImportField[];
  readonly dateFormat?: DateFormat;
  readonly decimalSign?: DecimalSign;
  readonly refundRows?: RefundRows;
  /** In any case. Words that are not listed are asked for. */
  readonly statusWords?: Readonly<Record<string, StatusMeaning>>;
}
