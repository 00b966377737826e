import { SlidingWindow } from "#domain/rate-window";
import type { Block, Card, DrawingBlock } from "#cards/card";
import { AppError } from "#domain/error";
import type { ChatPlatform, DeliveryProblem, Upload } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { OutboxMessage } from "#ports/delivery";
import type { PictureMaker } from "#ports/pictures";
import type { Store } from "#ports/store";

/** Half of what the platform allows: an earlier run or another process may have used the rest a moment ago. */
const SHARE = 0.5;

/** Sees to it that the platform has what a card shows, before the card is sent. One for each delivery run. */
export type Uploads = {
  /** The card with the platform's keys in it, or why a picture could not be uploaded. */
  prepare(platform: ChatPlatform, message: Pick<OutboxMessage, "id" | "card">): Promise<Prepared>;
};
export type Prepared =
  | { readonly isReady: true; readonly card: Card }
  | { readonly isReady: false; readonly problem: DeliveryProblem };

export type UploadTools = {
  readonly store: Store;
  readonly clock: Clock;
  /** Absent: nothing is drawn. */
  readonly drawBoard?: PictureMaker["board"];
  /** A picture that is left out, or in which a character stands as 〓. */
  readonly onUndrawn: (messageId: string, reason: string) => void;
};

export function createUploads(tools: UploadTools): Uploads {
  const { store, clock } = tools;
  const underWay = new Map<string, Promise<Upload>>();
  const windows = new Map<ChatPlatform, SlidingWindow>();

  const upload = async (platform: ChatPlatform, pictureId: string): Promise<Upload> => {
    const { name, appId } = platform;
    // Another lane may have uploaded it since this one looked.
    const known = (await store.pictures.imageKeys([pictureId], { platform: name, appId })).get(pictureId);
    if (known !== undefined) return { uploaded: true, imageKey: known };
    const picture = await store.pictures.get(pictureId);
    if (picture === null) {
      const reason = "The card shows a picture that nobody has kept.";
      return { uploaded: false, problem: { kind: "refused", code: "no-picture", reason } };
    }
    const window = windows.get(platform) ?? windowOf(platform);
    windows.set(platform, window);
    for (let wait = waitOf(window, clock); wait > 0; wait = waitOf(window, clock)) await clock.wait(wait);
    window.begin();
    const answer = await platform.upload(picture).finally(() => window.end(clock.now().getTime()));
    if (answer.uploaded) {
      const kept = { pictureId, platform: name, appId, imageKey: answer.imageKey };
      await store.pictures.saveImageKey(kept, clock.now());
    }
    return answer;
  };
  /** Several groups get the same board in the same moment: it goes up once. */
  const once = (platform: ChatPlatform, pictureId: string): Promise<Upload> => {
    const key = `${platform.name} ${platform.appId} ${pictureId}`;
    const going = underWay.get(key);
    if (going !== undefined) return going;
    const begun = upload(platform, pictureId).finally(() => underWay.delete(key));
    underWay.set(key, begun);
    return begun;
  };

  return {
    prepare: async (platform, message) => {
      const card = await withDrawings(tools, message);
      const ids = picturesOf(card);
      if (ids.length === 0) return { isReady: true, card };
      const app = { platform: platform.name, appId: platform.appId };
      const keys = new Map(await store.pictures.imageKeys(ids, app));
      for (const id of ids) {
        if (keys.has(id)) continue;
        const answer = await once(platform, id);
        if (!answer.uploaded) return { isReady: false, problem: answer.problem };
        keys.set(id, answer.imageKey);
      }
      return { isReady: true, card: withKeys(card, keys) };
    },
  };
}

/** What is drawn from the same data has the same bytes, so that it is kept and uploaded once. */
async function withDrawings(
  tools: UploadTools,
  { id, card }: Pick<OutboxMessage, "id" | "card">,
): Promise<Card> {
  if (card.blocks.every(({ kind }) => kind !== "drawing")) return card;
  const blocks = await Promise.all(
    card.blocks.map(async (block) => (block.kind === "drawing" ? drawn(tools, id, block) : [block])),
  );
  return { ...card, blocks: blocks.flat() };
}

/** A message is worth more than its picture, which says nothing that its words do not say. */
async function drawn(
  { store, clock, drawBoard, onUndrawn }: UploadTools,
  messageId: string,
  { board, alt, caption }: DrawingBlock,
): Promise<Block[]> {
  if (drawBoard === undefined) return [];
  try {
    const { bytes, missing } = await drawBoard(board);
    if (missing.length > 0) onUndrawn(messageId, `no font has ${missing.map(codeOf).join(", ")}`);
    const pictureId = await store.pictures.add({ mime: "image/png", bytes }, clock.now());
    return [{ kind: "picture", pictureId, alt, ...(caption !== undefined && { caption }) }];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    onUndrawn(messageId, error.message);
    return [];
  }
}

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

const windowOf = ({ limits }: ChatPlatform): SlidingWindow =>
  new SlidingWindow([
    { count: Math.max(1, Math.floor(limits.perSecond * SHARE)), milliseconds: 1_000 },
    { count: Math.max(1, Math.floor(limits.perMinute * SHARE)), milliseconds: 60_000 },
  ]);

/** What is under way takes its place only when it is over, so a full window is looked at again soon. */
const LOOK_AGAIN_MILLISECONDS = 100;
const waitOf = (window: SlidingWindow, clock: Clock): number =>
  Math.min(LOOK_AGAIN_MILLISECONDS, window.waitMilliseconds(clock.now().getTime()));

export function picturesOf(card: Card): string[] {
  const ids = card.blocks.flatMap((block) => (block.kind === "picture" ? [block.pictureId] : []));
  return [...new Set(ids)];
}

function withKeys(card: Card, keys: ReadonlyMap<string, string>): Card {
  const blocks = card.blocks.map((block): Block => {
    const imageKey = block.kind === "picture" ? keys.get(block.pictureId) : undefined;
    return block.kind === "picture" && imageKey !== undefined ? { ...block, imageKey } : block;
  });
  return { ...card, blocks };
}
