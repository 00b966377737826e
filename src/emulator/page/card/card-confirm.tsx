import { useCard } from "./card-context.ts";
import { Dialog } from "./card-dialog.tsx";
import type { Question } from "./card-state.ts";

export function ConfirmDialog({ question }: { readonly question: Question }) {
  const { word } = useCard();
  return (
    <Dialog kind="confirm" label={question.title} onCancel={() => question.answer(false)}>
      <div class="card-confirm">
        <div class="card-confirm-title" role="heading" aria-level={2}>
          {question.title}
        </div>
        <p>{question.text}</p>
        <div class="card-confirm-buttons">
          <button
            type="button"
            class="card-button"
            data-type="default"
            onClick={() => question.answer(false)}
          >
            {word("cancel")}
          </button>
          <button
            type="button"
            class="card-button"
            data-type="primary_filled"
            onClick={() => question.answer(true)}
          >
            {word("confirm")}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
