import {
  Button,
  makeStyles,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from "@fluentui/react-components";
import { DarkTheme20Regular, Person20Regular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { Session } from "../../../engine/contracts/index.ts";
import type { ThemeChoice } from "../hooks/use-theme.ts";

const useStyles = makeStyles({
  header: {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    gap: "8px",
    padding: "4px 4px 4px 12px",
    flexShrink: 0,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
    minWidth: 0,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  buttons: { display: "flex", gap: "2px", flexShrink: 0 },
});

const themes: readonly (readonly [ThemeChoice, string])[] = [
  ["system", "As around it"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** The pane's name, who works, and how it looks. */
export function PaneHeader(props: {
  /** Whose stock this is. */
  readonly title: string;
  readonly session: Session | null;
  readonly onPerson: (id: string) => void;
  readonly theme: ThemeChoice;
  readonly onTheme: (choice: ThemeChoice) => void;
}): ReactNode {
  const styles = useStyles();
  const { session } = props;
  const others = session?.mode === "local" && session.people.length > 1;
  return (
    <div className={styles.header}>
      <h1 className={styles.title} title={props.title}>
        {props.title}
      </h1>
      <div className={styles.buttons}>
        {session && (
          <Menu
            checkedValues={{ person: [session.person.id] }}
            onCheckedValueChange={(_, { checkedItems }) => {
              const id = checkedItems[0];
              if (id) props.onPerson(id);
            }}
          >
            <MenuTrigger disableButtonEnhancement>
              <Button
                appearance="subtle"
                size="small"
                icon={<Person20Regular />}
                aria-label={`Working as ${session.person.name}`}
              >
                {session.person.name}
              </Button>
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                <MenuGroup>
                  <MenuGroupHeader>
                    {others ? "Work as (local trial)" : "Signed in as"}
                  </MenuGroupHeader>
                  {(others ? session.people : [session.person]).map((one) => (
                    <MenuItemRadio key={one.id} name="person" value={one.id}>
                      {one.name}
                      {` (${one.roles.join(", ")})`}
                    </MenuItemRadio>
                  ))}
                </MenuGroup>
                <MenuDivider />
                <MenuGroup>
                  <MenuGroupHeader>Version {session.version}</MenuGroupHeader>
                </MenuGroup>
              </MenuList>
            </MenuPopover>
          </Menu>
        )}
        <Menu
          checkedValues={{ theme: [props.theme] }}
          onCheckedValueChange={(_, { checkedItems }) => {
            const chosen = themes.find(([id]) => id === checkedItems[0]);
            if (chosen) props.onTheme(chosen[0]);
          }}
        >
          <MenuTrigger disableButtonEnhancement>
            <Button
              appearance="subtle"
              size="small"
              icon={<DarkTheme20Regular />}
              aria-label="Light or dark"
            />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {themes.map(([id, title]) => (
                <MenuItemRadio key={id} name="theme" value={id}>
                  {title}
                </MenuItemRadio>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      </div>
    </div>
  );
}
