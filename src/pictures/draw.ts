import type { BoardView } from "#domain/board-view";
import type { CertificateView } from "#domain/certificate-view";
import type { Drawn } from "#ports/pictures";
import { boardPicture } from "./board-picture.ts";
import { certificatePdf, certificatePicture } from "./certificate.ts";

/** What the drawing thread is asked for. */
export type Order =
  | { readonly kind: "board"; readonly view: BoardView }
  | { readonly kind: "certificate" | "certificate-pdf"; readonly view: CertificateView };

export function draw(order: Order): Drawn {
  switch (order.kind) {
    case "board":
      return boardPicture(order.view);
    case "certificate":
      return certificatePicture(order.view);
    case "certificate-pdf":
      return certificatePdf(order.view);
  }
}
