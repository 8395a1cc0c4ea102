import { Field, Input, Select } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useLayout } from "../layout.ts";

interface FieldProps {
  readonly label: string;
  readonly error?: string | undefined;
  /** What the number means, where its name does not say it. */
  readonly hint?: string;
}

/** A number with its unit behind it. */
export function AmountField(
  props: FieldProps & {
    readonly unit: string;
    readonly value: string;
    readonly onType: (text: string) => void;
  },
): ReactNode {
  const layout = useLayout();
  return (
    <Named label={props.label} error={props.error} hint={props.hint}>
      <Input
        inputMode="decimal"
        input={{ className: layout.numeric, size: 4 }}
        contentAfter={<span className={layout.muted}>{props.unit}</span>}
        value={props.value}
        onChange={(_, { value }) => props.onType(value)}
      />
    </Named>
  );
}

/** A text, with suggestions where some are known. */
export function TextField(
  props: FieldProps & {
    readonly value: string;
    readonly placeholder?: string;
    readonly suggestions?: readonly string[];
    readonly onType: (text: string) => void;
  },
): ReactNode {
  const { suggestions = [] } = props;
  const list = `suggestions-${props.label.replaceAll(/\W+/g, "-")}`;
  return (
    <Named label={props.label} error={props.error}>
      <Input
        value={props.value}
        placeholder={props.placeholder ?? ""}
        input={{ size: 4, ...(suggestions.length > 0 ? { list } : {}) }}
        onChange={(_, { value }) => props.onType(value)}
        contentAfter={
          suggestions.length > 0 ? (
            <datalist id={list}>
              {suggestions.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          ) : null
        }
      />
    </Named>
  );
}

/** One of a few. */
export function PickField(
  props: FieldProps & {
    readonly value: string;
    readonly options: Readonly<Record<string, string>>;
    readonly onPick: (value: string) => void;
  },
): ReactNode {
  return (
    <Named label={props.label} error={props.error}>
      <Select
        value={props.value}
        onChange={(_, { value }) => props.onPick(value)}
      >
        {Object.entries(props.options).map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </Select>
    </Named>
  );
}

function Named(
  props: Omit<FieldProps, "hint"> & {
    readonly hint?: string | undefined;
    readonly children: React.ReactElement;
  },
): ReactNode {
  return (
    <Field
      label={props.label}
      size="small"
      hint={props.hint ?? null}
      validationMessage={props.error ?? null}
      validationState={props.error ? "error" : "none"}
    >
      {props.children}
    </Field>
  );
}
