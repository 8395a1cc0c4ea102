import type { ReactNode } from "react";
import { useLayout } from "../layout.ts";

/** A part of a step with its heading, and what belongs at the right of it. */
export function Section(props: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const layout = useLayout();
  return (
    <section className={layout.section} aria-label={props.title}>
      <div className={layout.spread}>
        <h2 className={layout.heading}>{props.title}</h2>
        {props.aside && (
          <span className={`${layout.muted} ${layout.small}`}>
            {props.aside}
          </span>
        )}
      </div>
      {props.children}
    </section>
  );
}
