import { makeStyles, tokens } from "@fluentui/react-components";
import { useMemo, type ReactNode } from "react";
import type {
  RecommendationRow,
  StageForecast,
} from "../../../engine/contracts/index.ts";
import { paneWords } from "../format.ts";
import { useReconnect } from "../hooks/use-online.ts";
import { useStageForecast } from "../hooks/use-stage-forecast.ts";
import { demandPicture } from "./demand-chart-data.ts";
import { leadTimeDemandInWords } from "./demand-chart-words.ts";
import { supposedForecast, supposedWords } from "./demand-chart-supposed.ts";
import { DemandChart } from "./demand-chart.tsx";
import { DemandParts } from "./demand-chart-parts.tsx";
import { JobProgress } from "./job-progress.tsx";
import {
  leadTimeSentence,
  sourceSentence,
} from "./lead-time-histogram-words.ts";
import { LeadTimeHistogram } from "./lead-time-histogram.tsx";
import { Section } from "./section.tsx";
import { ErrorState, LoadingRows } from "./states.tsx";

export { ExplanationBars } from "./explanation-bars.tsx";
export { SimulatedSection } from "./simulated-section.tsx";

const useStyles = makeStyles({
  sentence: { margin: 0 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** Whose demand it is. */
export interface DemandSectionProps {
  readonly snapshotId: string;
  readonly stage: Pick<
    RecommendationRow,
    | "stageId"
    | "unitDecimals"
    | "serviceTarget"
    | "demandClass"
    | "demandMean"
    | "demandFactor"
  >;
}

/** Demand of a stage: told, drawn, and with where the forecast comes from. */
export function DemandSection(props: DemandSectionProps): ReactNode {
  const { snapshotId, stage } = props;
  const { forecast, job } = useStageForecast(snapshotId, stage.stageId);
  const { data, error } = forecast;
  useReconnect([error]);
  return (
    <Section title="Demand">
      {job !== null && (
        <JobProgress title="Forecasting all stages" watched={job} />
      )}
      {data ? (
        <Demand forecast={data} stage={stage} />
      ) : error === null ? (
        <LoadingRows
          label="Reading demand"
          // As high as what comes, so that little moves when it is there.
          rows={stage.demandClass === "dependent" ? 1 : 8}
          height={32}
        />
      ) : (
        job === null && (
          <ErrorState
            title="Demand cannot be read."
            error={error}
            onRetry={forecast.retry}
          />
        )
      )}
    </Section>
  );
}

function Demand(props: {
  readonly forecast: StageForecast;
  readonly stage: DemandSectionProps["stage"];
}): ReactNode {
  const { forecast, stage } = props;
  const styles = useStyles();
  const factor = stage.demandFactor ?? 1;
  const supposed = useMemo(
    () => (factor === 1 ? forecast : supposedForecast(forecast, factor)),
    [forecast, factor],
  );
  const picture = useMemo(
    () => demandPicture(supposed, stage.unitDecimals),
    [supposed, stage.unitDecimals],
  );
  const nothing = picture.past.length === 0 && picture.coming.length === 0;
  return (
    <>
      <p className={styles.sentence}>{paneWords(forecast.sentence)}</p>
      {factor !== 1 && !nothing && (
        <p className={styles.sentence}>
          {supposedWords(factor, stage, forecast)}
        </p>
      )}
      {nothing ? (
        forecast.class !== "dependent" && (
          <p className={styles.quiet}>
            The ERP recorded no sales here, so there is nothing to draw.
          </p>
        )
      ) : (
        <>
          <DemandChart picture={picture} />
          {picture.coming.length > 0 && (
            <p className={styles.sentence}>
              {leadTimeDemandInWords(supposed, stage.serviceTarget)}
            </p>
          )}
        </>
      )}
      {!nothing && <DemandParts parts={forecast.parts} />}
    </>
  );
}

/** How long orders of a stage take, beside what the ERP says. */
export function LeadTimeSection(props: DemandSectionProps): ReactNode {
  const { forecast } = useStageForecast(props.snapshotId, props.stage.stageId);
  const styles = useStyles();
  // What cannot be read is said once, by the section of the demand.
  if (!forecast.data) return null;
  const { leadTime } = forecast.data;
  return (
    <Section title="Lead time">
      <p className={styles.sentence}>{leadTimeSentence(leadTime)}</p>
      {leadTime.histogram.length > 0 ? (
        <LeadTimeHistogram leadTime={leadTime} />
      ) : (
        <p className={styles.quiet}>{sourceSentence(leadTime)}</p>
      )}
    </Section>
  );
}
