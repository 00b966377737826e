import { Component, type ComponentChildren } from "preact";
import { brokenWords, type Locale } from "./card-words.ts";

/** An honest gap: what stands here and why it is not drawn. */
export function GreyBox({ text }: { readonly text: string }) {
  return (
    <div class="card-box" role="note">
      {text}
    </div>
  );
}

type BoundaryProps = {
  readonly name: string;
  readonly locale: Locale;
  readonly children?: ComponentChildren;
};

/** One component that fails takes no other one with it. */
export class Boundary extends Component<BoundaryProps, { reason: string | undefined }> {
  override state: { reason: string | undefined } = { reason: undefined };

  static override getDerivedStateFromError(error: unknown): { reason: string } {
    return { reason: error instanceof Error ? error.message : String(error) };
  }

  override render(): ComponentChildren {
    const { name, locale, children } = this.props;
    const { reason } = this.state;
    if (reason === undefined) return children;
    return <GreyBox text={brokenWords(name, reason, locale)} />;
  }
}
