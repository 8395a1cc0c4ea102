/** What of the Office environment the workbook needs. */
export interface OfficeHost {
  /** `Excel.run`. */
  readonly run: typeof Excel.run;
  /** `Office.context.requirements.isSetSupported`. */
  supports(set: string, version: string): boolean;
}
