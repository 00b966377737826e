import { useEffect, useState } from "preact/hooks";
import type { Exchange, ExchangeDetails } from "#emulator/page-news";
import { controlApi } from "./control-api.ts";
import { Icon } from "./icons.tsx";
import { reasonOf } from "./message-item.tsx";
import { usePage } from "./page-context.ts";
import type { PageWord, Say } from "./page-words.ts";
import { preciseTimeOf } from "./times.ts";
import { isFailure, jsonPieces } from "./traffic-list.ts";

/** One request or event; opened it shows what was said and answered. */
export function ExchangeRow({ entry }: { entry: Exchange }) {
  const { say } = usePage();
  const [isOpen, setOpen] = useState(false);
  const isRequest = entry.kind === "request";
  const direction = say(isRequest ? "requestsIn" : "eventsOut");
  return (
    <li class={isFailure(entry) ? "exchange exchange-failed" : "exchange"}>
      <button
        type="button"
        class="exchange-row"
        data-item
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span class={`exchange-way exchange-way-${entry.kind}`} title={direction}>
          <Icon name={isRequest ? "in" : "out"} size={14} />
          <span class="unseen">{direction}</span>
        </span>
        <span class="exchange-name">
          {entry.method !== undefined && <b>{entry.method} </b>}
          {entry.name}
        </span>
        <span class="exchange-answer">{answerText(entry, say)}</span>
        <span class="exchange-facts">
          <time>{preciseTimeOf(Date.parse(entry.at))}</time>
          {entry.status !== null && <span>{say("duration", { n: entry.tookMs })}</span>}
          {entry.tries.length > 1 && <span>×{entry.tries.length}</span>}
          {entry.fault !== undefined && (
            <span class="exchange-fault">{say("withFault", { what: entry.fault })}</span>
          )}
        </span>
      </button>
      {isOpen && <Details entry={entry} />}
    </li>
  );
}

const STATES: Readonly<Record<string, PageWord>> = {
  pending: "pending",
  delivered: "delivered",
  failed: "failed",
};

function answerText({ status, code, state, tries }: Exchange, say: Say): string {
  const waiting = STATES[state ?? ""];
  if (status === null) return tries.length > 0 || waiting === undefined ? say("noAnswer") : say(waiting);
  return code === undefined || code === 0 ? String(status) : `${status} · ${code}`;
}

function Details({ entry }: { entry: Exchange }) {
  const { say, toast } = usePage();
  const [details, setDetails] = useState<ExchangeDetails | null | undefined>(undefined);
  useEffect(() => {
    controlApi.exchange(entry.id).then(setDetails, () => setDetails(null));
  }, [entry.id, entry.change]);
  if (details === undefined) return <p class="hint">{say("loading")}</p>;
  if (details === null) return <p class="hint">{say("noLongerKept")}</p>;

  const redeliver = async (eventId: string): Promise<void> => {
    const { status } = await controlApi.redeliver(eventId);
    toast({ kind: "info", text: say("redelivered", { status: status ?? say("noAnswer") }) });
  };
  return (
    <div class="exchange-details">
      <Body title={say(entry.kind === "request" ? "requestBody" : "eventBody")} content={details.request} />
      <Body title={say("answerBody")} content={details.answer} />
      {details.tries.length > 0 && (
        <section>
          <h4>{say("tries")}</h4>
          <ul class="exchange-tries">
            {details.tries.map(({ at, status, tookMs, failure }) => (
              <li key={at}>
                <time>{preciseTimeOf(Date.parse(at))}</time>
                <span>{status ?? failure ?? say("noAnswer")}</span>
                <span>{say("duration", { n: tookMs })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {entry.eventId !== undefined && (
        <button
          type="button"
          class="wide-button"
          onClick={() =>
            void redeliver(entry.eventId ?? "").catch((error: unknown) =>
              toast({ kind: "error", text: say("pressFailed", { reason: reasonOf(error) }) }),
            )
          }
        >
          {say("redeliverNow")}
        </button>
      )}
    </div>
  );
}

function Body({ title, content }: { title: string; content: unknown }) {
  const { say, toast } = usePage();
  const pieces = content === null ? [] : jsonPieces(content);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(pieces.map(({ text }) => text).join(""));
    toast({ kind: "success", text: say("copied") });
  };
  return (
    <section>
      <h4>
        {title}
        {content !== null && (
          <button type="button" class="text-button" onClick={() => void copy().catch(() => undefined)}>
            {say("copy")}
          </button>
        )}
      </h4>
      {content === null ? (
        <p class="hint">{say("noBody")}</p>
      ) : (
        <pre tabIndex={0} aria-label={title}>
          {pieces.map(({ kind, text }, index) =>
            kind === "plain" ? (
              text
            ) : (
              <span key={index} class={`json-${kind}`}>
                {text}
              </span>
            ),
          )}
        </pre>
      )}
    </section>
  );
}
