import { FunctionType, type IFunctionInfo } from "@univerjs/engine-formula";
import {
  type FunctionMetadata,
  type FunctionParameter,
  namespace,
} from "./metadata.ts";

/** Help for the formula bar: names, descriptions and parameters of the custom functions. */
export function functionHelp(
  functions: readonly FunctionMetadata[],
): IFunctionInfo[] {
  return functions.map(({ name, description = "", parameters }) => ({
    functionName: `${namespace}.${name}`,
    functionType: FunctionType.User,
    description,
    abstract: description,
    functionParameter: parameters.map((parameter) => ({
      name: parameter.name,
      detail: parameter.description ?? "",
      example: example(parameter),
      require: parameter.optional ? 0 : 1,
      repeat: parameter.repeating ? 1 : 0,
    })),
  }));
}

function example({ dimensionality, type }: FunctionParameter): string {
  if (dimensionality === "matrix") return "A1:A24";
  if (type === "string") return '"gamma"';
  return "A1";
}
