import {
  ArrayValueObject,
  ErrorType,
  ErrorValueObject,
  NumberValueObject,
} from "@univerjs/engine-formula";
import { gridOf } from "../../../addin/functions/register-univer-arguments.ts";

describe("a range as the sheet hands it over", () => {
  it("names the place of an error in it", () => {
    const range = ArrayValueObject.create({
      calculateValueList: [
        [NumberValueObject.create(1), null],
        [null, ErrorValueObject.create(ErrorType.NA)],
      ],
      rowCount: 2,
      columnCount: 2,
      unitId: "",
      sheetId: "",
      row: -1,
      column: -1,
    });

    expect(() => gridOf(range, "stages")).toThrow(
      expect.objectContaining({
        code: "#N/A",
        message: "stages, row 2, column 2 holds #N/A: mend that cell first",
      }) as Error,
    );
  });
});
