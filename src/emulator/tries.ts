/** Something worth trying for whoever opens the page, as its host words it. */
export type Try = {
  readonly title: { readonly zh: string; readonly en: string };
  readonly steps: { readonly zh: string; readonly en: string };
  /** open_id of the person as whom it is tried; null: anybody. */
  readonly person: string | null;
};
