import type { BoardView } from "#domain/board-view";
import type { CertificateView } from "#domain/certificate-view";
import type { Drawn } from "#ports/pictures";
import { boardPicture } from "./board-picture.ts";
import { certificatePdf, certificatePicture } from "./certificate.ts";

/** One picture to be drawn, as it goes from thread to thread. */
export type Sheet =
  | { readonly kind: "board"; readonly view: BoardView }
  | { readonly kind: "certificate" | "certificate-pdf"; readonly view: CertificateView };

export function draw(sheet: Sheet): Drawn {
  switch (sheet.kind) {
    case "board":
      return boardPicture(sheet.view);
    case "certificate":
      return certificatePicture(sheet.view);
    case "certificate-pdf":
      return certificatePdf(sheet.view);
  }
}
