import {
  Input,
  makeStyles,
  mergeClasses,
  Select,
  ToggleButton,
} from "@fluentui/react-components";
import { Search16Regular } from "@fluentui/react-icons";
import { useMemo, type ReactNode } from "react";
import { demandClassSchema } from "../../../engine/contracts/index.ts";
import { measure } from "../format.ts";
import { groupings, type Grouping } from "../review-groups.ts";
import {
  sortKeys,
  type ReviewFilter,
  type ReviewRow,
  type ReviewSort,
  type SortKey,
} from "../review-rows.ts";

const useStyles = makeStyles({
  bar: {
    containerType: "inline-size",
    flexShrink: 0,
    display: "flex",
    flexDirection: "column",
    gap: "6px",
    padding: "8px 12px",
  },
  line: { display: "flex", flexWrap: "wrap", gap: "6px", minWidth: 0 },
  search: { flexGrow: 1, flexBasis: "150px", minWidth: 0, maxWidth: "none" },
  toggles: { display: "flex", flexGrow: 1, gap: "6px" },
  picks: {
    display: "grid",
    gridTemplateColumns: "repeat(3, minmax(0, 1fr))",
    gap: "6px",
    "@container (min-width: 640px)": {
      gridTemplateColumns: "repeat(6, minmax(0, 1fr))",
    },
  },
  pick: {
    minWidth: 0,
    "& select": {
      minWidth: 0,
      padding: "0 22px 0 6px",
      textOverflow: "ellipsis",
    },
  },
  order: { gridColumn: "span 2" },
  toggle: {
    flexGrow: 1,
    minWidth: "auto",
    whiteSpace: "nowrap",
    flexShrink: 0,
  },
});

/** The rows that matter first, all of them, or sums of them. */
export type ReviewShow = "exceptions" | "all" | "sums";

/** What of the rows is on view, and in which order. */
export function ReviewToolbar(props: {
  readonly rows: readonly ReviewRow[];
  readonly total: number;
  readonly exceptions: number;
  readonly show: ReviewShow;
  readonly onShow: (show: ReviewShow) => void;
  readonly by: Grouping;
  readonly onBy: (by: Grouping) => void;
  readonly filter: ReviewFilter;
  readonly onFilter: (filter: ReviewFilter) => void;
  readonly sort: ReviewSort;
  readonly onSort: (sort: ReviewSort) => void;
}): ReactNode {
  const styles = useStyles();
  const { rows, filter, sort } = props;
  const set = (change: Partial<ReviewFilter>) =>
    props.onFilter({ ...filter, ...change });
  const { locations, tiers, flags } = useMemo(
    () => ({
      locations: unique(rows.map(({ stage }) => stage.location)),
      tiers: unique(rows.map(({ stage }) => stage.serviceTier ?? "")),
      flags: unique(
        rows.flatMap(({ stage }) => stage.flags.map(({ code }) => code)),
      ),
    }),
    [rows],
  );
  return (
    <div className={styles.bar} role="search" aria-label="Filter and order">
      <div className={styles.line}>
        <Input
          size="small"
          type="search"
          contentBefore={<Search16Regular />}
          className={styles.search}
          placeholder="Item, location or words"
          aria-label="Find by item, location or words"
          value={filter.text}
          onChange={(_, { value }) => set({ text: value })}
        />
        <div className={styles.toggles} role="group" aria-label="What is shown">
          {(
            [
              ["exceptions", `Exceptions ${measure(props.exceptions, 0)}`],
              ["all", `All ${measure(props.total, 0)}`],
              ["sums", "Sums"],
            ] as const
          ).map(([id, title]) => (
            <ToggleButton
              key={id}
              size="small"
              className={styles.toggle}
              checked={props.show === id}
              onClick={() => props.onShow(id)}
            >
              {title}
            </ToggleButton>
          ))}
        </div>
      </div>
      <div className={styles.picks}>
        <Select
          size="small"
          className={styles.pick}
          aria-label="Location"
          value={filter.location}
          onChange={(_, { value }) => set({ location: value })}
        >
          <option value="">All locations</option>
          {locations.map((location) => (
            <option key={location}>{location}</option>
          ))}
        </Select>
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
          {flags.map((code) => (
            <option key={code} value={code}>
              {code.replaceAll("-", " ")}
            </option>
          ))}
        </Select>
        {props.show === "sums" ? (
          <Select
            size="small"
            className={mergeClasses(styles.pick, styles.order)}
            aria-label="Summed by"
            value={props.by}
            onChange={(_, { value }) => props.onBy(value as Grouping)}
          >
            {Object.entries(groupings).map(([id, title]) => (
              <option key={id} value={id}>
                By {title.toLowerCase()}
              </option>
            ))}
          </Select>
        ) : (
          <Select
            size="small"
            className={mergeClasses(styles.pick, styles.order)}
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
        )}
      </div>
    </div>
  );
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
