import type { Owner } from "#data/owner-lock";
import { AppError } from "#domain/error";
import type { CommandIo, Message, Order } from "./control-socket.ts";

/**
 * Hands a command over to the owner of the data; answers its exit code.
 * @throws AppError `busy` when it takes no commands, `unavailable` when it ends before the command is done.
 */
export async function handOver(owner: Owner, args: readonly string[], io: CommandIo): Promise<number> {
  const { out: _out, err: _err, ...surroundings } = io;
  const answer = await ask(owner, { args: [...args], ...surroundings });
  for await (const message of messagesOf(answer)) {
    if ("exit" in message) return message.exit;
    if ("out" in message) io.out(message.out);
    else io.err(message.err);
  }
  throw endedEarly(owner);
}

async function ask(owner: Owner, order: Order): Promise<Response> {
  const answer = await fetch(`http://127.0.0.1:${owner.port}`, {
    method: "POST",
    headers: { authorization: `Bearer ${owner.token}`, "content-type": "application/json" },
    body: JSON.stringify(order),
  }).catch(() => null);
  if (answer?.ok === true && answer.body !== null) return answer;
  const why = answer === null ? "takes no commands now" : `refused the command (${answer.status})`;
  throw new AppError(
    "busy",
    `Process ${owner.pid}, to which the data belong, ${why}: stop it, then give the command again.`,
  );
}

async function* messagesOf(answer: Response): AsyncGenerator<Message> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of untilBroken(answer.body as unknown as AsyncIterable<Uint8Array>)) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.map((line) => JSON.parse(line) as Message);
  }
}

/** A connection that breaks is the same as one that ends without an exit code. */
async function* untilBroken(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    return;
  }
}

function endedEarly({ pid }: Owner): AppError {
  return new AppError(
    "unavailable",
    `Process ${pid} ended before the command was done: start it again, then give the command again.`,
  );
}
