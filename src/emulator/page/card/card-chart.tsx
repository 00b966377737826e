import "./card-chart.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { GreyBox } from "./card-box.tsx";
import { chartBox, chartSpec, chartTitle, chartType } from "./card-chart-spec.ts";
import { useCard } from "./card-context.ts";
import type { PartProps } from "./card-element.tsx";
import { brokenWords } from "./card-words.ts";

type Progress = "loading" | "drawn" | { readonly failed: string };

export function Chart({ element }: PartProps) {
  const { word, isPhone, props } = useCard();
  const place = useRef<HTMLDivElement>(null);
  const progress = useChart(place, element);
  if (typeof progress === "object")
    return <GreyBox text={brokenWords("chart", progress.failed, props.locale)} />;
  return (
    <div class="card-chart" style={chartBox(element, isPhone)} data-progress={progress}>
      <div
        ref={place}
        class="card-chart-place"
        role="img"
        aria-label={chartTitle(element) ?? word("chart")}
      />
      {progress === "loading" && <span class="card-chart-loading">{word("chartLoading")}</span>}
    </div>
  );
}

/** The library is large, so it comes by itself and only when a card has a chart. */
function useChart(
  place: { readonly current: HTMLDivElement | null },
  element: PartProps["element"],
): Progress {
  const { theme } = useCard().scheme;
  const [progress, setProgress] = useState<Progress>("loading");
  useEffect(() => {
    const run = { isOver: false, release: () => undefined as void };
    const fail = (problem: unknown) => {
      const reason = problem instanceof Error ? problem.message : String(problem);
      if (!run.isOver) setProgress({ failed: `${chartType(element)}: ${reason}` });
    };
    const draw = async () => {
      const spec = chartSpec(element, theme, matchMedia("(prefers-reduced-motion: reduce)").matches);
      const { VChart } = await import("@visactor/vchart");
      if (run.isOver || !place.current) return;
      const chart = new VChart(spec as never, { dom: place.current, mode: "desktop-browser", onError: fail });
      run.release = () => chart.release();
      chart.renderSync();
      setProgress((before) => (typeof before === "object" ? before : "drawn"));
    };
    draw().catch(fail);
    return () => {
      run.isOver = true;
      run.release();
    };
  }, [element, theme]);
  return progress;
}
