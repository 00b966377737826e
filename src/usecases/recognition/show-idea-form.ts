import type { Card } from "#cards/card";
import { ideaFormCard } from "#cards/idea-form-card";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { RecognitionDeps } from "./deps.ts";
import { ideaSettings } from "./idea-view.ts";

/** For somebody who says that they have an idea and not which. @throws AppError `setting-missing` */
export function showIdeaForm(
  deps: Pick<RecognitionDeps, "policy">,
  input: { readonly person: Person },
): Card {
  requireAllowed(input.person, "submit-idea");
  const { categories } = ideaSettings(deps.policy);
  return ideaFormCard({ language: input.person.language, categories });
}
