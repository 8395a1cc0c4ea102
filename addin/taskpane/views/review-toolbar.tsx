import {
  makeStyles,
  SearchBox,
  Select,
  ToggleButton,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import { demandClassSchema } from "../../../engine/contracts/index.ts";
import { measure } from "../format.ts";
import {
  sortKeys,
  type ReviewFilter,
  type ReviewRow,
  type ReviewSort,
  type SortKey,
} from "../review-rows.ts";

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    display: "flex",
    flexDirection: "column",
    gap: "6px",
    padding: "8px 12px",
  },
  line: { display: "flex", gap: "6px", minWidth: 0 },
  search: { flexGrow: 1, minWidth: 0, maxWidth: "none" },
  pick: {
    flexGrow: 1,
    flexBasis: 0,
    minWidth: 0,
    "& select": { minWidth: 0, textOverflow: "ellipsis" },
  },
  toggle: { minWidth: "auto", whiteSpace: "nowrap", flexShrink: 0 },
});

/** What of the rows is on view, and in which order. */
export function ReviewToolbar(props: {
  readonly rows: readonly ReviewRow[];
  readonly total: number;
  readonly exceptions: number;
  readonly onlyExceptions: boolean;
  readonly onOnlyExceptions: (only: boolean) => void;
  readonly filter: ReviewFilter;
  readonly onFilter: (filter: ReviewFilter) => void;
  readonly sort: ReviewSort;
  readonly onSort: (sort: ReviewSort) => void;
}): ReactNode {
  const styles = useStyles();
  const { rows, filter, sort } = props;
  const set = (change: Partial<ReviewFilter>) =>
    props.onFilter({ ...filter, ...change });
  const tiers = unique(rows.map((row) => row.stage.serviceTier ?? ""));
  const flags = new Map(
    rows.flatMap((row) =>
      row.stage.flags.map((flag) => [flag.code, flag.code] as const),
    ),
  );
  return (
    <div className={styles.bar} role="search" aria-label="Filter and order">
      <div className={styles.line}>
        <SearchBox
          size="small"
          className={styles.search}
          placeholder="Item, location or words"
          aria-label="Find by item, location or words"
          value={filter.text}
          onChange={(_, { value }) => set({ text: value })}
        />
        <ToggleButton
          size="small"
          className={styles.toggle}
          checked={props.onlyExceptions}
          onClick={() => props.onOnlyExceptions(true)}
        >
          {`Exceptions ${measure(props.exceptions, 0)}`}
        </ToggleButton>
        <ToggleButton
          size="small"
          className={styles.toggle}
          checked={!props.onlyExceptions}
          onClick={() => props.onOnlyExceptions(false)}
        >
          {`All ${measure(props.total, 0)}`}
        </ToggleButton>
      </div>
      <div className={styles.line}>
        <Select
          size="small"
          className={styles.pick}
          aria-label="Tier"
          value={filter.tier}
          onChange={(_, { value }) => set({ tier: value })}
        >
          <option value="">All tiers</option>
          {tiers.filter(Boolean).map((tier) => (
            <option key={tier} value={tier}>
              Tier {tier}
            </option>
          ))}
        </Select>
        <Select
          size="small"
          className={styles.pick}
          aria-label="Demand class"
          value={filter.demandClass}
          onChange={(_, { value }) =>
            set({
              demandClass: demandClassSchema.safeParse(value).data ?? "",
            })
          }
        >
          <option value="">All classes</option>
          {demandClassSchema.options.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </Select>
        <Select
          size="small"
          className={styles.pick}
          aria-label="Flag"
          value={filter.flag}
          onChange={(_, { value }) => set({ flag: value })}
        >
          <option value="">Any flag</option>
          <option value="overridden">overridden</option>
          {[...flags.keys()].sort().map((code) => (
            <option key={code} value={code}>
              {code.replaceAll("-", " ")}
            </option>
          ))}
        </Select>
        <Select
          size="small"
          className={styles.pick}
          aria-label="Order"
          value={`${sort.key} ${sort.descending ? "down" : "up"}`}
          onChange={(_, { value }) => {
            const [key, way] = value.split(" ");
            props.onSort({
              key: key as SortKey,
              descending: way === "down",
            });
          }}
        >
          {Object.entries(sortKeys).flatMap(([key, title]) => [
            <option key={`${key} down`} value={`${key} down`}>
              {title} ↓
            </option>,
            <option key={`${key} up`} value={`${key} up`}>
              {title} ↑
            </option>,
          ])}
        </Select>
      </div>
    </div>
  );
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
